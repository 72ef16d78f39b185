package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Action;

/** An action that is saved with its step (workflow-api plugin). Declared as a type. */
public interface PersistentAction extends Action {
}
