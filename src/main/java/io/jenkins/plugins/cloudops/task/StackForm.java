package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;

/**
 * The texts of a form for what is a map or a list in a pipeline: one {@code name = value} or one
 * entry a line; see {@link MapText}. Taken out of a submitted form, since Stapler binds no maps.
 */
public class StackForm {

    /** What a form gives, to be handed to the setters of a step or builder. */
    public interface Target {
        void setBackendConfig(Object backendConfig);

        void setEnvironment(Map<String, String> environment);

        void setRegistries(Map<String, String> registries);

        void setSecrets(Map<String, String> secrets);

        void setMask(List<String> mask);
    }

    private final String backendConfig;
    private final String environment;
    private final String registries;
    private final String secrets;
    private final String mask;

    /** Takes the texts out of the form, so that the rest can be bound. */
    public StackForm(JSONObject form) {
        backendConfig = take(form, "backendConfig");
        environment = take(form, "environment");
        registries = take(form, "registries");
        secrets = take(form, "secrets");
        mask = take(form, "mask");
    }

    static String take(JSONObject form, String field) {
        Object text = form.remove(field);
        return text == null ? "" : text.toString();
    }

    /** @throws io.jenkins.plugins.cloudops.engine.terraform.BadSetting if a text cannot be read */
    public final void applyTo(Target target) {
        target.setBackendConfig(backend(backendConfig));
        target.setEnvironment(texts("environment", environment));
        target.setRegistries(texts("registries", registries));
        target.setSecrets(texts("secrets", secrets));
        target.setMask(lines(mask));
    }

    /** Lines {@code name = value} whose values are texts, whatever they look like. */
    static Map<String, String> texts(String setting, String text) {
        return MapText.parseTexts(setting, text);
    }

    static Object backend(String text) {
        List<String> lines = lines(text);
        boolean settings = lines.stream().anyMatch(line -> line.indexOf('=') >= 0);
        return lines.isEmpty() ? null : settings ? MapText.parse("backendConfig", text) : lines;
    }

    /** The lines that are not blank, trimmed. */
    static List<String> lines(String text) {
        return new ArrayList<>(text.lines().map(String::trim).filter(line -> !line.isEmpty()).toList());
    }

    /** The text for a form of a setting {@code backendConfig}. */
    public static String backendText(Object backendConfig) {
        if (backendConfig instanceof Map<?, ?> values) {
            return MapText.render(values);
        }
        if (backendConfig instanceof List<?> files) {
            return String.join("\n", files.stream().map(String::valueOf).toList());
        }
        return backendConfig == null ? "" : backendConfig.toString();
    }
}
