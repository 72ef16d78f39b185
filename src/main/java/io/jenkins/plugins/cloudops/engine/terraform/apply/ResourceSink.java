package io.jenkins.plugins.cloudops.engine.terraform.apply;

import java.io.IOException;

/** Gets what became of every resource, in the order of {@link ApplyOutcome#resources()}, not redacted. */
@FunctionalInterface
public interface ResourceSink {

    /** @throws IOException stops the reading and reaches the caller as it is */
    void resource(ResourceOutcome resource) throws IOException;

    /** Wants none. */
    static ResourceSink none() {
        return resource -> {};
    }
}
