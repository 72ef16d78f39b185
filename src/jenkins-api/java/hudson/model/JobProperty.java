package hudson.model;

/** Something that is configured for a job. Declared as a type. */
public abstract class JobProperty<J extends Job<?, ?>> implements Describable<JobProperty<?>> {
}
