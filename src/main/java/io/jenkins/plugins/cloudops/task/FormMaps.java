package io.jenkins.plugins.cloudops.task;

import hudson.model.Descriptor.FormException;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;

/**
 * Checks the maps of a form, a {@code name = value} a line, before anything is bound. Jenkins binds what is inside of a build step
 * in another way if that throws, without these texts; so it has to be said here, or it would be lost without a word.
 */
public final class FormMaps {

    private static final String BACKEND = "backendConfig";
    /** With values of any kind. */
    private static final Set<String> VALUES = Set.of("vars", "limits", "map");
    private static final Set<String> TEXTS = Set.of("environment", "registries", "secrets");
    private static final Map<String, Set<String>> INSIDE = Map.of("from", Set.of("environment", "registries", "secrets", "tags"),
            "verify", Set.of("context"));

    private FormMaps() {
    }

    /** @throws FormException naming the first line that cannot be read */
    public static void check(JSONObject form) throws FormException {
        check(form, TEXTS);
        for (Map.Entry<String, Set<String>> inside : INSIDE.entrySet()) {
            if (form.opt(inside.getKey()) instanceof JSONObject object && !object.isNullObject()) {
                check(object, inside.getValue());
            }
        }
    }

    private static void check(JSONObject form, Set<String> texts) throws FormException {
        for (Object each : form.entrySet()) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
            String name = String.valueOf(entry.getKey());
            if (entry.getValue() instanceof String text) {
                try {
                    if (name.equals(BACKEND)) {
                        StackForm.backend(text);
                    } else if (VALUES.contains(name)) {
                        MapText.parse(name, text);
                    } else if (texts.contains(name)) {
                        MapText.parseTexts(name, text);
                    }
                } catch (BadSetting e) {
                    throw new FormException(e.getMessage(), name);
                }
            }
        }
    }
}
