package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.io.Serializable;
import java.util.Objects;

/**
 * One planned change and what became of it.
 *
 * @param address of the resource
 * @param deposed the key of a deposed object, or "". Events do not have it: of two objects that are deleted at one address,
 *     it is a guess which of them failed
 * @param action the planned one; {@link Action#NO_OP} if there was nothing left to do when its turn came
 * @param millis how long it took, the two halves of a replacement together, in milliseconds; in whole seconds if lines had
 *     no time; 0 for what never ended
 * @param problem why it is not applied, in one line; "" if it is, or if nothing was said
 */
public record ResourceOutcome(String address, String deposed, Action action, Outcome outcome, long millis, String problem)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public ResourceOutcome {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(deposed, "deposed");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(problem, "problem");
    }

    public ResourceOutcome redacted(Redactor redactor) {
        return new ResourceOutcome(redactor.redact(address), deposed, action, outcome, millis, redactor.redact(problem));
    }
}
