package io.jenkins.plugins.cloudops.engine.terraform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fills in what a request does not say, level by level, and notes what it took from which. What is a map is filled in by
 * name; everything else is taken whole from the first level that has it.
 */
public final class RequestDefaults {

    private final boolean withState;
    private final Map<String, List<String>> taken = new LinkedHashMap<>();
    private PlanRequest request;

    /**
     * @param withState whether what says which state it is may be filled in: the backend and the Terraform workspace. Not
     *     where a saved plan has them, or no state is read
     */
    public RequestDefaults(PlanRequest request, boolean withState) {
        this.request = request;
        this.withState = withState;
    }

    /**
     * Takes what is still missing.
     *
     * @param label of the level, for people
     * @throws BadSetting if it does not go together with what there is
     */
    public void fill(String label, PlanRequest level) {
        List<String> settings = new ArrayList<>();
        PlanRequest.Builder filled = request.toBuilder();
        if (request.tool().isEmpty() && !level.tool().isEmpty()) {
            filled.tool(level.tool());
            settings.add("tool " + level.tool());
        }
        if (withState) {
            fillState(filled, level, settings);
        }
        fillVariables(filled, level, settings);
        if (request.credentials().isEmpty() && !level.credentials().isEmpty()) {
            filled.credentials(level.credentials());
            settings.add("credentials");
        }
        if (request.awsRole().isNone() && !level.awsRole().isNone()) {
            filled.awsRole(level.awsRole());
            settings.add("awsRole " + level.awsRole().role());
        }
        filled.registries(merged("registries", request.registries(), level.registries(), Set.of(), settings));
        if (request.gitCredentialsId().isEmpty() && !level.gitCredentialsId().isEmpty()) {
            filled.gitCredentialsId(level.gitCredentialsId());
            settings.add("gitCredentialsId " + level.gitCredentialsId());
        }
        if (!settings.isEmpty()) {
            request = filled.build();
            taken.computeIfAbsent(label, key -> new ArrayList<>()).addAll(settings);
        }
    }

    private void fillState(PlanRequest.Builder filled, PlanRequest level, List<String> settings) {
        if (request.workspace().isEmpty() && !level.workspace().isEmpty()) {
            filled.workspace(level.workspace());
            settings.add("workspace " + level.workspace());
        }
        if (request.backendFiles().isEmpty()) {
            // Their values may be secret, so that only their names are said.
            filled.backendConfig(merged("backendConfig", request.backendValues().asMap(), level.backendValues().asMap(), Set.of(), settings),
                    List.of());
        }
    }

    /** A variable of the CLI is the same one, whether it is a secret or not. */
    private void fillVariables(PlanRequest.Builder filled, PlanRequest level, List<String> settings) {
        Set<String> there = new HashSet<>(request.environment().keySet());
        there.addAll(request.secrets().keySet());
        filled.environment(merged("environment", request.environment(), level.environment(), there, settings));
        filled.secrets(merged("secrets", request.secrets(), level.secrets(), there, settings));
    }

    private static <T> Map<String, T> merged(String setting, Map<String, ? extends T> own, Map<String, ? extends T> more, Set<String> not,
            List<String> settings) {
        Map<String, T> all = new TreeMap<>(more);
        all.keySet().removeAll(not);
        all.keySet().removeAll(own.keySet());
        if (!all.isEmpty()) {
            settings.add(setting + " (" + String.join(", ", all.keySet()) + ")");
        }
        all.putAll(own);
        return all;
    }

    public PlanRequest request() {
        return request;
    }

    /** What was taken, by the level it was taken from, without values that may be secret. */
    public Map<String, List<String>> taken() {
        return taken;
    }
}
