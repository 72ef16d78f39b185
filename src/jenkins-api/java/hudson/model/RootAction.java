package hudson.model;

/** A page below the address of Jenkins. Declared entirely. */
public interface RootAction extends Action {
}
