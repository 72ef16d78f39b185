package io.jenkins.plugins.cloudops.engine.lock;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The recorded settings of a backend, and the environment that fills in what they leave out. */
final class BackendSettings {

    private final Map<String, ?> config;
    private final Map<String, String> environment;

    BackendSettings(Map<String, ?> config, Map<String, String> environment) {
        this.config = Objects.requireNonNull(config, "config");
        this.environment = Objects.requireNonNull(environment, "environment");
    }

    /**
     * A setting as text.
     *
     * @param name a dot leads into a block: {@code endpoints.s3}
     * @param variables read in this order when the setting is missing or empty, as the backend does
     * @return "" when there is none
     */
    String text(String name, String... variables) {
        String recorded = asText(recorded(config, name));
        if (!recorded.isEmpty()) {
            return recorded;
        }
        for (String variable : variables) {
            String value = variable(variable);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** A variable that has no setting; "" when it is not there. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** A setting, or what the backend takes when there is none. */
    String textOr(String otherwise, String name, String... variables) {
        String text = text(name, variables);
        return text.isEmpty() ? otherwise : text;
    }

    /** All recorded settings that have a value, those of blocks and lists with their path, in the order of their names. */
    Map<String, String> flat() {
        Map<String, String> flat = new TreeMap<>();
        config.forEach((name, value) -> flatten(name, value, flat));
        return flat;
    }

    private static void flatten(String path, Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> flatten(path + "." + name, inner, into));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "." + i, list.get(i), into);
            }
        } else if (!asText(value).isEmpty()) {
            into.put(path, asText(value));
        }
    }

    private static Object recorded(Object from, String name) {
        int dot = name.indexOf('.');
        // Terraform records a block as a map, one that can be repeated as a list of maps.
        Object block = from instanceof List<?> list && !list.isEmpty() ? list.get(0) : from;
        if (!(block instanceof Map<?, ?> map)) {
            return null;
        }
        return dot < 0 ? map.get(name) : recorded(map.get(name.substring(0, dot)), name.substring(dot + 1));
    }

    private static String asText(Object value) {
        return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
    }
}
