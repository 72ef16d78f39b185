package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Action;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** When a step began (workflow-api plugin). Declared: asking that. */
public class TimingAction implements Action {

    private final long startTime = System.currentTimeMillis();

    /** In milliseconds since 1970; 0 if it is not known. */
    public static long getStartTime(FlowNode flowNode) {
        TimingAction timing = flowNode.getAction(TimingAction.class);
        return timing == null ? 0 : timing.startTime;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
