package org.jenkinsci.plugins.workflow.actions;

import hudson.model.InvisibleAction;

/** Why a step failed (workflow-api plugin, where it is no invisible action). Declared: that. */
public class ErrorAction extends InvisibleAction implements PersistentAction {

    private final Throwable error;

    public ErrorAction(Throwable error) {
        this.error = error;
    }

    public Throwable getError() {
        return error;
    }
}
