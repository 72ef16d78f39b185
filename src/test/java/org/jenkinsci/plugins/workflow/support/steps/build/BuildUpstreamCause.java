package org.jenkinsci.plugins.workflow.support.steps.build;

import hudson.model.Cause;
import hudson.model.Run;

/** A build was started by a step {@code build} of a pipeline, as the pipeline-build-step plugin says it. */
public final class BuildUpstreamCause extends Cause.UpstreamCause {

    private final String nodeId;

    public BuildUpstreamCause(Run<?, ?> upstream, String nodeId) {
        super(upstream);
        this.nodeId = nodeId;
    }

    /** Of the step. */
    public String getNodeId() {
        return nodeId;
    }
}
