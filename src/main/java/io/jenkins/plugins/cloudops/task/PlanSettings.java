package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The settings of a plan, as the step and the freestyle builder have them: all optional, an empty
 * text or collection for what was not given.
 */
public interface PlanSettings {

    String getStack();

    String getName();

    String getTool();

    String getWorkspace();

    Map<String, Object> getVars();

    List<String> getVarFiles();

    /** A map of settings, a list of files, the path of one file, or null. */
    Object getBackendConfig();

    List<String> getTargets();

    List<String> getReplace();

    boolean isDestroy();

    boolean isRefreshOnly();

    boolean isRefresh();

    int getParallelism();

    boolean isLock();

    String getLockTimeout();

    Map<String, String> getEnvironment();

    String getInit();

    boolean isUpgrade();

    int getRetry();

    String getOnDrift();

    Map<String, String> getRegistries();

    String getGitCredentialsId();

    default String getRegistriesText() {
        return MapText.render(getRegistries());
    }

    default String getVarsText() {
        return MapText.render(getVars());
    }

    default String getVarFilesText() {
        return String.join("\n", getVarFiles());
    }

    default String getBackendConfigText() {
        return PlanForm.backendText(getBackendConfig());
    }

    default String getTargetsText() {
        return String.join("\n", getTargets());
    }

    default String getReplaceText() {
        return String.join("\n", getReplace());
    }

    default String getEnvironmentText() {
        return MapText.render(getEnvironment());
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
