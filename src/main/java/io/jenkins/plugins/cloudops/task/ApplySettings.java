package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.ApplyRequest;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The settings of an apply, as the step and the freestyle builder have them: those of a plan, and which plan. */
public interface ApplySettings extends PlanSettings {

    /** What {@code terraformPlan} returned, or the id or the name of a plan; null or empty to plan first. */
    Object getPlan();

    String getFrom();

    boolean isAutoApprove();

    String getOnStale();

    /**
     * Checks the settings.
     *
     * @param expand applied to each text, to fill in parameters of the build
     * @throws CloudOpsException naming the first that cannot be used
     */
    default ApplyRequest toApplyRequest(UnaryOperator<String> expand) throws CloudOpsException {
        try {
            return ApplyRequest.of(expand.apply(planReference(getPlan())), expand.apply(getFrom()), isAutoApprove(),
                    expand.apply(getOnStale()), PlanRequests.of(this, expand), !expand.apply(getLockTimeout()).isEmpty());
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }

    private static String planReference(Object plan) {
        if (plan instanceof Map<?, ?> result) {
            Object id = result.get("id");
            if (id == null || id.toString().isEmpty()) {
                throw new BadSetting(Messages.ApplySettings_notAPlan(String.valueOf(result.keySet())));
            }
            return id.toString();
        }
        return plan == null ? "" : plan.toString().trim();
    }
}
