package io.jenkins.plugins.cloudops.store;

import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;

/**
 * A plan that can be applied, or why it cannot.
 *
 * @param origin {@link PlanOrigin#NONE} if it cannot be applied
 * @param request what was planned; one with nothing but defaults if it cannot be applied
 * @param withFiles whether files that planning made are kept with it
 * @param reason why it cannot be applied, in a sentence; empty if it can
 */
public record SavedPlan(String id, PlanOrigin origin, PlanRequest request, boolean withFiles, String reason) {

    static SavedPlan none(String id, String reason) {
        return new SavedPlan(id, PlanOrigin.NONE, PlanRequest.builder().build(), false, reason);
    }

    public boolean isThere() {
        return reason.isEmpty();
    }

    /** Without the request, which may have secrets in it. */
    @Override
    public String toString() {
        return "SavedPlan[" + id + ", " + origin.stack() + ", " + reason + "]";
    }
}
