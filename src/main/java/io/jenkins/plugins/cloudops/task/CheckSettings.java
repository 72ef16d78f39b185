package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.CheckRequest;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.function.UnaryOperator;

/** The settings of a check, as the step and the freestyle builder have them: where the stack is, and what of it is checked. */
public interface CheckSettings extends StackSettings {

    boolean isFmt();

    boolean isValidate();

    boolean isTest();

    /** The path of the report, relative to the stack; empty for the default. */
    String getJunit();

    String getOnFailure();

    /**
     * Checks the settings.
     *
     * @param expand applied to each text, to fill in parameters of the build
     * @throws CloudOpsException naming the first that cannot be used
     */
    default CheckRequest toCheckRequest(UnaryOperator<String> expand) throws CloudOpsException {
        try {
            return CheckRequest.of(PlanRequests.ofStack(this, expand), isFmt(), isValidate(), isTest(), expand.apply(getJunit()),
                    expand.apply(getOnFailure()));
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }
}
