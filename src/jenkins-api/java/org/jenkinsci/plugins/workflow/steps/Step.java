package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Describable;

/** A step with its parameters (workflow-step-api plugin). Declared: starting it. */
public abstract class Step implements Describable<Step> {

    public abstract StepExecution start(StepContext context) throws Exception;
}
