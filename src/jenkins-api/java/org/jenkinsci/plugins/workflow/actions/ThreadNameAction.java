package org.jenkinsci.plugins.workflow.actions;

/** What a parallel branch is called (workflow-api plugin). Declared: that. */
public interface ThreadNameAction extends PersistentAction {

    String getThreadName();
}
