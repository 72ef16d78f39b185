package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.io.IOException;

/** What was read is not the JSON of a plan, or of a kind that is not understood. The message is a sentence for users. */
public class PlanFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public PlanFormatException(String message) {
        super(message);
    }

    public PlanFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
