package hudson.tasks;

import hudson.model.Describable;

/** A post-build action of a freestyle job. Declared as a type. */
public abstract class Publisher implements BuildStep, Describable<Publisher> {
}
