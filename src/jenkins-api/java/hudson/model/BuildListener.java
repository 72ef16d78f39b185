package hudson.model;

/** The log of a freestyle build. Declared as a type. */
public interface BuildListener extends TaskListener {
}
