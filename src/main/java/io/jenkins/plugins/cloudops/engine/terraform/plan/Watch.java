package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.io.IOException;

/**
 * Sees what a plan does to every resource while it is read, in the order of the plan and without values: enough for rules
 * about it, at a fraction of the cost of a {@link Sink}. What stays as it is does not come by; neither does drift.
 */
@FunctionalInterface
public interface Watch {

    /**
     * @param address the absolute address with its instance key; of a deposed object, that of the resource
     * @param type {@code aws_instance}
     * @param tags what it is tagged with when the plan was applied
     * @throws IOException stops the reading and reaches the caller as it is
     */
    void change(String address, String type, Change.Mode mode, Action action, Tags tags) throws IOException;

    /** Whether anyone watches at all. */
    default boolean wanted() {
        return true;
    }

    /** Nobody watches. */
    static Watch none() {
        return new Watch() {
            @Override
            public void change(String address, String type, Change.Mode mode, Action action, Tags tags) {}

            @Override
            public boolean wanted() {
                return false;
            }
        };
    }
}
