package io.jenkins.plugins.cloudops.engine.terraform.apply;

import java.io.IOException;

/** Gets what became of every resource, in the order of {@link ApplyOutcome#resources()}, not redacted. */
@FunctionalInterface
public interface ResourceSink {

    /** @throws IOException stops the reading and reaches the caller as it is */
    void resource(ResourceOutcome resource) throws IOException;

    /**
     * Gets each operation of a resource that began, directly behind the resource; a replacement has two.
     *
     * @throws IOException stops the reading and reaches the caller as it is
     */
    default void step(ResourceOutcome resource, ResourceStep step) throws IOException {
        // Most do not want to know.
    }

    /** Wants none. */
    static ResourceSink none() {
        return resource -> {};
    }
}
