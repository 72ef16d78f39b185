package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;

/** A step in the course of a pipeline (workflow-api plugin). Declared: whether it is going on. */
public abstract class FlowNode extends Actionable {

    /** Only here: there is no course of a pipeline to look into. */
    volatile boolean over;

    FlowNode() {
    }

    public final boolean isActive() {
        return !over;
    }
}
