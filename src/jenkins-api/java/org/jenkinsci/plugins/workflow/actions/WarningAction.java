package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Result;

/** A step that went on with a warning (workflow-api plugin). Declared: making it. */
public class WarningAction implements PersistentAction {

    public WarningAction(Result result) {
        // Nothing here looks at it.
    }

    public WarningAction withMessage(String message) {
        return this;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
