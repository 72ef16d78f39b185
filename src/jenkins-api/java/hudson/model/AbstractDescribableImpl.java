package hudson.model;

/** Something that is configured, whose descriptor is nested in it. Declared as a type. */
public abstract class AbstractDescribableImpl<T extends AbstractDescribableImpl<T>> implements Describable<T> {
}
