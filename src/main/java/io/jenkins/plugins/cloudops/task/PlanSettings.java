package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * @throws io.jenkins.plugins.cloudops.engine.terraform.BadSetting naming the first that cannot be used
     */
    default PlanRequest toRequest() {
        Map<Object, Object> backendValues = new LinkedHashMap<>();
        List<String> backendFiles = new ArrayList<>();
        Object backend = getBackendConfig();
        if (backend instanceof Map<?, ?> values) {
            backendValues.putAll(values);
        } else if (backend instanceof List<?> files) {
            files.forEach(file -> backendFiles.add(String.valueOf(file)));
        } else if (backend != null && !backend.toString().isEmpty()) {
            backendFiles.add(backend.toString());
        }
        return PlanRequest.builder()
                .stack(getStack())
                .name(getName())
                .tool(getTool())
                .workspace(getWorkspace())
                .vars(getVars())
                .varFiles(getVarFiles())
                .backendConfig(backendValues, backendFiles)
                .targets(getTargets())
                .replace(getReplace())
                .destroy(isDestroy())
                .refreshOnly(isRefreshOnly())
                .refresh(isRefresh())
                .parallelism(getParallelism())
                .lock(isLock())
                .lockTimeout(getLockTimeout())
                .environment(getEnvironment())
                .build();
    }
}
