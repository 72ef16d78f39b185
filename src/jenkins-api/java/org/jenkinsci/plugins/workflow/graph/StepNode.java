package org.jenkinsci.plugins.workflow.graph;

import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** A node that stands for a step (workflow-api plugin). Declared: which step. */
public interface StepNode {

    /** Null if the plugin that has it is gone. */
    StepDescriptor getDescriptor();
}
