package jenkins.scm.api;

/** What was checked out (SCM API plugin). Declared as a type. */
public abstract class SCMRevision {

    private SCMRevision() {
    }
}
