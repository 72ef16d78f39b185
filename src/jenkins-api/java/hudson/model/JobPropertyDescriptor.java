package hudson.model;

/** Describes a {@link JobProperty}. Declared as a type. */
public abstract class JobPropertyDescriptor extends Descriptor<JobProperty<?>> {

    protected JobPropertyDescriptor() {
    }
}
