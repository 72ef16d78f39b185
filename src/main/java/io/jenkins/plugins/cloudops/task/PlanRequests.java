package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a request of the settings of a step or builder. */
final class PlanRequests {

    private PlanRequests() {
    }

    /** @throws BadSetting naming the first setting that cannot be used */
    static PlanRequest of(PlanSettings settings) {
        Map<Object, Object> backendValues = new LinkedHashMap<>();
        List<String> backendFiles = new ArrayList<>();
        Object backend = settings.getBackendConfig();
        if (backend instanceof Map<?, ?> values) {
            backendValues.putAll(values);
        } else if (backend instanceof List<?> files) {
            files.forEach(file -> backendFiles.add(String.valueOf(file)));
        } else if (backend != null && !backend.toString().isEmpty()) {
            backendFiles.add(backend.toString());
        }
        return PlanRequest.builder()
                .stack(settings.getStack())
                .name(settings.getName())
                .tool(settings.getTool())
                .workspace(settings.getWorkspace())
                .vars(settings.getVars())
                .varFiles(settings.getVarFiles())
                .backendConfig(backendValues, backendFiles)
                .targets(settings.getTargets())
                .replace(settings.getReplace())
                .destroy(settings.isDestroy())
                .refreshOnly(settings.isRefreshOnly())
                .refresh(settings.isRefresh())
                .parallelism(settings.getParallelism())
                .lock(settings.isLock())
                .lockTimeout(settings.getLockTimeout())
                .environment(settings.getEnvironment())
                .build();
    }
}
