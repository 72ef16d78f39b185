package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Descriptor;
import java.util.Set;

/** Describes a step (workflow-step-api plugin). Declared: its name, whether it has a block, and what it needs around it. */
public abstract class StepDescriptor extends Descriptor<Step> {

    public abstract String getFunctionName();

    public boolean takesImplicitBlockArgument() {
        return false;
    }

    public abstract Set<? extends Class<?>> getRequiredContext();
}
