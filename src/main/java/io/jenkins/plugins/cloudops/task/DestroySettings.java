package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.ApplyRequest;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.List;
import java.util.function.UnaryOperator;

/** The settings of a destroy: those of a plan, whose kind is given, and the name of what goes. */
public interface DestroySettings extends PlanSettings {

    String getConfirm();

    @Override
    default List<String> getReplace() {
        return List.of();
    }

    @Override
    default boolean isDestroy() {
        return true;
    }

    @Override
    default boolean isRefreshOnly() {
        return false;
    }

    @Override
    default String getOnDrift() {
        return "";
    }

    /**
     * Checks the settings.
     *
     * @param expand applied to each text, to fill in parameters of the build
     * @throws CloudOpsException naming the first that cannot be used
     */
    default ApplyRequest toDestroyRequest(UnaryOperator<String> expand) throws CloudOpsException {
        try {
            PlanRequest request = PlanRequests.of(this, expand);
            String confirm = expand.apply(getConfirm());
            if (!confirm.equals(request.name())) {
                throw new BadSetting(confirm.isEmpty()
                        ? Messages.DestroySettings_notConfirmed(request.name())
                        : Messages.DestroySettings_otherName(confirm, request.name()));
            }
            return ApplyRequest.of("", "", true, "", request, true);
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }
}
