package org.jenkinsci.plugins.workflow.cps.replay;

import hudson.model.Cause;
import hudson.model.Run;

/** A build was started as a repetition of another one, as the workflow-cps plugin says it. */
public final class ReplayCause extends Cause {

    private final Run<?, ?> original;

    public ReplayCause(Run<?, ?> original) {
        this.original = original;
    }

    /** Null if it was deleted. */
    public Run<?, ?> getOriginal() {
        return original;
    }
}
