package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.credentials.Bindings;
import io.jenkins.plugins.cloudops.engine.terraform.AwsRole;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes a request of the settings of a step or builder. */
final class PlanRequests {

    private PlanRequests() {
    }

    /**
     * @param expand applied to each text of the settings, names of variables aside
     * @throws BadSetting naming the first setting that cannot be used
     */
    static PlanRequest of(PlanSettings settings, UnaryOperator<String> expand) {
        return stack(settings, expand)
                .name(expand.apply(settings.getName()))
                .vars(map(settings.getVars(), expand))
                .varFiles(list(settings.getVarFiles(), expand))
                .targets(list(settings.getTargets(), expand))
                .replace(list(settings.getReplace(), expand))
                .destroy(settings.isDestroy())
                .refreshOnly(settings.isRefreshOnly())
                .refresh(settings.isRefresh())
                .parallelism(settings.getParallelism())
                .lock(settings.isLock())
                .lockTimeout(expand.apply(settings.getLockTimeout()))
                .onDrift(expand.apply(settings.getOnDrift()))
                .gates(Gates.of(map(settings.getLimits(), expand), list(settings.getProtect(), expand),
                        list(settings.getRequiredTags(), expand), list(settings.getForbid(), expand)))
                .override(settings.getOverride() == null ? "" : expand.apply(settings.getOverride()))
                .onBrokenGate(expand.apply(settings.getOnBrokenGate()))
                .onDeadLock(expand.apply(settings.getOnDeadLock()))
                .build();
    }

    /** What is asked of a stack by somebody who does not plan. */
    static PlanRequest ofStack(StackSettings settings, UnaryOperator<String> expand) {
        return stack(settings, expand).build();
    }

    private static PlanRequest.Builder stack(StackSettings settings, UnaryOperator<String> expand) {
        Map<?, ?> backendValues = Map.of();
        List<String> backendFiles = List.of();
        Object backend = settings.getBackendConfig();
        if (backend instanceof Map<?, ?> values) {
            backendValues = map(values, expand);
        } else if (backend instanceof Collection<?> files) {
            backendFiles = list(files, expand);
        } else if (backend != null && !backend.toString().isEmpty()) {
            backendFiles = List.of(expand.apply(backend.toString()));
        }
        AwsRoleSettings role = settings.getAwsRole();
        return PlanRequest.builder()
                .stack(expand.apply(settings.getStack()))
                .tool(expand.apply(settings.getTool()))
                .workspace(expand.apply(settings.getWorkspace()))
                .backendConfig(backendValues, backendFiles)
                .environment(texts(settings.getEnvironment(), expand))
                .init(expand.apply(settings.getInit()))
                .upgrade(settings.isUpgrade())
                .retry(settings.getRetry())
                .registries(texts(settings.getRegistries(), expand))
                .gitCredentialsId(expand.apply(settings.getGitCredentialsId()))
                .credentials(Bindings.write(settings.getCredentials()))
                .secrets(texts(settings.credentialsByVariable(), expand))
                .mask(list(settings.getMask(), expand))
                .awsRole(role == null ? AwsRole.NONE : role.toRole(expand));
    }

    private static Map<String, String> texts(Map<?, ?> values, UnaryOperator<String> expand) {
        Map<String, String> expanded = new LinkedHashMap<>();
        // From a pipeline, the values of a map can be of any type, whatever is declared.
        values.forEach((name, value) ->
                expanded.put(String.valueOf(name), value == null ? null : expand.apply(value.toString())));
        return expanded;
    }

    static Map<Object, Object> map(Map<?, ?> values, UnaryOperator<String> expand) {
        Map<Object, Object> expanded = new LinkedHashMap<>();
        values.forEach((name, value) -> expanded.put(name, value(value, expand)));
        return expanded;
    }

    private static List<String> list(Collection<?> values, UnaryOperator<String> expand) {
        // From a pipeline, an element can be a Groovy string.
        return values.stream().map(value -> expand.apply(String.valueOf((Object) value))).toList();
    }

    private static Object value(Object value, UnaryOperator<String> expand) {
        if (value instanceof CharSequence) {
            return expand.apply(value.toString());
        }
        if (value instanceof Map<?, ?> values) {
            return map(values, expand);
        }
        if (value instanceof Collection<?> values) {
            List<Object> expanded = new ArrayList<>();
            values.forEach(element -> expanded.add(value(element, expand)));
            return expanded;
        }
        return value;
    }
}
