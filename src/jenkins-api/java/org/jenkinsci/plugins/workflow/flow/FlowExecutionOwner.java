package org.jenkinsci.plugins.workflow.flow;

import hudson.model.Queue;
import java.io.IOException;

/** Whose the course of a pipeline is (workflow-api plugin). Declared: asking that, and who can be one. */
public abstract class FlowExecutionOwner {

    public abstract Queue.Executable getExecutable() throws IOException;

    /** Null while it cannot be loaded. */
    public FlowExecution getOrNull() {
        return null;
    }

    /** A build of a pipeline. Declared: its owner. */
    public interface Executable extends Queue.Executable {

        /** Null if it has none. */
        FlowExecutionOwner asFlowExecutionOwner();
    }
}
