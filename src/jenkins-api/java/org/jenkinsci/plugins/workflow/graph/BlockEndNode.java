package org.jenkinsci.plugins.workflow.graph;

/** Where a block of a pipeline ends (workflow-api plugin). Declared: where it began. */
public abstract class BlockEndNode<S extends BlockStartNode> extends FlowNode {

    public abstract S getStartNode();
}
