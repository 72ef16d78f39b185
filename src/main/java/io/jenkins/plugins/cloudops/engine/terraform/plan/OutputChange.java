package io.jenkins.plugins.cloudops.engine.terraform.plan;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.Serializable;
import java.util.Objects;

/**
 * What becomes of one output of the root module.
 *
 * @param name the output's name
 * @param action create, update or delete
 * @param before as {@link AttributeChange#before()}, objects and lists in JSON; "" for a new output
 * @param after as {@link AttributeChange#after()}; "" for an output that goes
 */
public record OutputChange(String name, Action action, String before, String after) implements Serializable {

    private static final long serialVersionUID = 1L;

    public OutputChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    OutputChange redacted(Redactor redactor) {
        return new OutputChange(name, action, redactor.redact(before), redactor.redact(after));
    }
}
