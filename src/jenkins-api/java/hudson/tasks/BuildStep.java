package hudson.tasks;

/** A part of a freestyle build. Declared as the bound of a parameter only. */
public interface BuildStep {
}
