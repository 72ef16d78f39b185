package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.io.IOException;

/**
 * Gets every change of a plan, in the order of the plan, while it is read; without what stays as it is.
 *
 * <p>A change is masked by what is known when it comes by: its own sensitive paths, and the values found at sensitive
 * paths before it. Values that are marked only later in the document are not masked yet, so pass what was written through
 * the reader's {@link PlanReader#values()} once more before it outlives the step.
 */
@FunctionalInterface
public interface Sink {

    /** @throws IOException stops the reading and reaches the caller as it is */
    void change(Change change) throws IOException;

    /** Whether the sink is there at all: changes that nobody wants are counted only, which takes half of the time. */
    default boolean wanted() {
        return true;
    }

    /** Wants none. */
    static Sink none() {
        return new Sink() {
            @Override
            public void change(Change change) {}

            @Override
            public boolean wanted() {
                return false;
            }
        };
    }
}
