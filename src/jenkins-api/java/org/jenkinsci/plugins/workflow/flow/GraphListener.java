package org.jenkinsci.plugins.workflow.flow;

import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Hears how pipelines go on (workflow-api plugin). Declared: that. */
public interface GraphListener {

    void onNewHead(FlowNode node);
}
