package org.jenkinsci.plugins.workflow.support.steps.input;

import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;

/** Says on an {@code input} step who let the build go on (pipeline-input-step plugin). Declared: that. */
public class InputSubmittedAction implements PersistentAction {

    private final String approver;

    public InputSubmittedAction(String approver, Map<String, Object> parameters) {
        this.approver = approver;
    }

    /** The id of the user; null if nobody is known. */
    public String getApprover() {
        return approver;
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
