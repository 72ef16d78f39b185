package hudson.model;

/** Something that is configured, and described by a {@link Descriptor}. Declared as a type. */
public interface Describable<T extends Describable<T>> {
}
