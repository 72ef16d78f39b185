package org.jenkinsci.plugins.workflow.graph;

/** The place of a step in a pipeline. */
public final class LocalFlowNode extends FlowNode {

    /** The step is over, by itself or by force. */
    public void end() {
        over = true;
    }
}
