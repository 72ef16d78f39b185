package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** The block of a step that is going on (workflow-step-api plugin). Declared: ending it. */
public abstract class BodyExecution implements Serializable {

    private static final long serialVersionUID = 1L;

    public boolean cancel(Throwable t) {
        throw new UnsupportedOperationException();
    }
}
