package jenkins.model;

import hudson.model.Job;
import hudson.model.JobProperty;
import hudson.model.JobPropertyDescriptor;

/** A property that a job has or has not, with a checkbox for that in its form. Declared as a type. */
public abstract class OptionalJobProperty<J extends Job<?, ?>> extends JobProperty<J> {

    /** Describes one. */
    public abstract static class OptionalJobPropertyDescriptor extends JobPropertyDescriptor {

        protected OptionalJobPropertyDescriptor() {
        }
    }
}
