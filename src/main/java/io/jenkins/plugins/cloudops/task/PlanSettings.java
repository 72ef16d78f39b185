package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The settings of a plan, as steps and freestyle builders have them; all optional, as those of the stack. */
public interface PlanSettings extends StackSettings, GateSettings {

    String getName();

    Map<String, Object> getVars();

    List<String> getVarFiles();

    List<String> getTargets();

    List<String> getReplace();

    boolean isDestroy();

    boolean isRefreshOnly();

    boolean isRefresh();

    int getParallelism();

    boolean isLock();

    String getLockTimeout();

    String getOnDeadLock();

    String getOnDrift();

    /** Only of what does nothing but plan. */
    default String getOnBrokenGate() {
        return "";
    }

    default String getVarsText() {
        return MapText.render(getVars());
    }

    default String getVarFilesText() {
        return String.join("\n", getVarFiles());
    }

    default String getTargetsText() {
        return String.join("\n", getTargets());
    }

    default String getReplaceText() {
        return String.join("\n", getReplace());
    }

    /**
     * Checks the settings.
     *
     * @param expand applied to each text, to fill in parameters of the build
     * @throws CloudOpsException naming the first that cannot be used
     */
    default PlanRequest toRequest(UnaryOperator<String> expand) throws CloudOpsException {
        try {
            return PlanRequests.of(this, expand);
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }
}
