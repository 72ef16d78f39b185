package org.jenkinsci.plugins.workflow.flow;

import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The course of a pipeline (workflow-api plugin). Declared: whose it is, and where it is. */
public abstract class FlowExecution {

    public abstract FlowExecutionOwner getOwner();

    public abstract List<FlowNode> getCurrentHeads();
}
