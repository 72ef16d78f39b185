package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.function.UnaryOperator;

/** The settings by which a lock is taken away, as the step and the freestyle builder have them. */
public interface UnlockSettings extends StackSettings {

    String getId();

    String getReason();

    /**
     * Checks the settings.
     *
     * @param expand applied to each text, to fill in parameters of the build
     * @throws CloudOpsException naming the first that cannot be used
     */
    default UnlockRequest toUnlockRequest(UnaryOperator<String> expand) throws CloudOpsException {
        try {
            return UnlockRequest.of(PlanRequests.ofStack(this, expand), expand.apply(getId()), expand.apply(getReason()));
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }
}
