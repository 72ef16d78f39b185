package jenkins.scm.api;

import hudson.model.Actionable;

/** Keeps with a build what was checked out (SCM API plugin). Declared: finding it. */
public final class SCMRevisionAction {

    private SCMRevisionAction() {
    }

    /** Null if it is not known, as here. */
    public static SCMRevision getRevision(SCMSource source, Actionable actionable) {
        return null;
    }
}
