package io.jenkins.plugins.cloudops.engine.incident;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A ConfigMap as the API of Kubernetes sends and takes it, of which one value is a flag definition. It is sent back as it
 * came but for that value, so with its {@code resourceVersion}, by which the API refuses it if somebody else wrote since.
 */
public final class ConfigMapText {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

    private final String json;
    private final JsonNode value;

    private ConfigMapText(String json, JsonNode value) {
        this.json = json;
        this.value = value;
    }

    /**
     * Where it is at the API.
     *
     * @throws IncidentProblem if one of the names cannot be one
     */
    public static String path(String namespace, String name, String key) {
        require("namespace", namespace, NAME);
        require("name", name, NAME);
        require("key", key, KEY);
        return "/api/v1/namespaces/" + namespace + "/configmaps/" + name;
    }

    private static void require(String setting, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw IncidentProblem.setting(Messages.ConfigMapText_name(setting, value));
        }
    }

    /**
     * @param label what it is called in a sentence
     * @throws IncidentProblem if it is none, or has no such key
     */
    public static ConfigMapText read(String label, String key, String json) {
        try {
            JsonNode root = JsonNode.read(json);
            JsonNode data = root.field("data");
            JsonNode metadata = root.field("metadata");
            if (metadata == null || metadata.field("resourceVersion") == null) {
                throw IncidentProblem.setting(Messages.ConfigMapText_none(label));
            }
            JsonNode value = data == null ? null : data.field(key);
            if (value == null || !value.isText()) {
                throw IncidentProblem.setting(Messages.ConfigMapText_noKey(label, key,
                        NearNames.of(key, data == null ? Set.of() : data.fields().keySet())));
            }
            return new ConfigMapText(json, value);
        } catch (IOException e) {
            throw IncidentProblem.setting(Messages.ConfigMapText_none(label));
        }
    }

    /** The flag definition. */
    public String flags() {
        return value.text();
    }

    /** All of it with another flag definition. */
    public String with(String flags) {
        return value.replaced(json, JsonNode.quoted(flags));
    }
}
