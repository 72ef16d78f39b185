package hudson.model;

/** A freestyle job and its like. Declared as the type of a parameter only. */
public abstract class AbstractProject<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Job<P, R> {

    AbstractProject() {
    }
}
