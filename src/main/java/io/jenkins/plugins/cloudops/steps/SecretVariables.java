package io.jenkins.plugins.cloudops.steps;

import hudson.EnvVars;
import hudson.util.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** Variables of a block whose values are secret. Saved with a pipeline, the values are encrypted. */
final class SecretVariables extends EnvironmentExpander {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Secret> values;

    SecretVariables(Map<String, Secret> values) {
        this.values = new LinkedHashMap<>(values);
    }

    @Override
    public void expand(EnvVars environment) {
        values.forEach((name, value) -> environment.put(name, value.getPlainText()));
    }

    @Override
    public Set<String> getSensitiveVariables() {
        return Set.copyOf(values.keySet());
    }
}
