package io.jenkins.plugins.cloudops.config;

import hudson.model.Descriptor.FormException;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;

/**
 * Numbers of a submitted form. What cannot be read as one is bound as if nothing had been typed, so that a limit such as
 * {@code 1.5} would be none at all: it is refused before. A limit that was left empty is taken out, so that {@link GateLimits} is
 * not given it.
 */
final class FormNumbers {

    private static final Set<String> NAMES = Set.of("planRetentionDays", "plansPerJob", "spoolMegabytes", "spoolDays");
    private static final String LIMITS = "limits";
    private static final String WHOLE = "\\s*(-?\\d{1,9})?\\s*";

    private FormNumbers() {
    }

    /** @throws FormException naming the first that is none */
    static void check(JSONObject form) throws FormException {
        check(form, false);
    }

    private static void check(Object value, boolean limits) throws FormException {
        if (value instanceof JSONArray list) {
            for (Object element : list) {
                check(element, limits);
            }
        } else if (value instanceof JSONObject object && !object.isNullObject()) {
            for (Object each : object.entrySet()) {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
                String name = String.valueOf(entry.getKey());
                if (entry.getValue() instanceof String text && (NAMES.contains(name) || limits && GateLimits.names().contains(name)) && !text.matches(WHOLE)) {
                    throw new FormException(Messages.FormNumbers_none(name, text), name);
                }
                check(entry.getValue(), name.equals(LIMITS));
            }
            if (limits) {
                GateLimits.names().stream().filter(name -> object.get(name) instanceof String text && text.isBlank()).forEach(object::remove);
            }
        }
    }
}
