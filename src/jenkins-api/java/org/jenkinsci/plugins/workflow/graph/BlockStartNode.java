package org.jenkinsci.plugins.workflow.graph;

/** Where a block of a pipeline begins (workflow-api plugin). Declared as a type. */
public abstract class BlockStartNode extends FlowNode {
}
