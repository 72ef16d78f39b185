package hudson.tasks;

import hudson.model.AbstractProject;
import hudson.model.Descriptor;

/** Describes what goes around the steps of a freestyle build. Declared: for which jobs it is offered. */
public abstract class BuildWrapperDescriptor extends Descriptor<BuildWrapper> {

    protected BuildWrapperDescriptor() {
    }

    public abstract boolean isApplicable(AbstractProject<?, ?> item);
}
