package io.jenkins.plugins.cloudops.sync;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.engine.secrets.SecretsProblem;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;

/** Lists and maps as people edit them in a form, a line each, and checks of texts while they are filled in. */
public final class FormTexts {

    private FormTexts() {
    }

    /** Takes a text out of a form, so that the rest can be bound. */
    public static String take(JSONObject form, String field) {
        Object text = form.remove(field);
        return text == null ? "" : text.toString();
    }

    /** The lines that are not blank, trimmed. */
    public static List<String> lines(String text) {
        return new ArrayList<>(text.lines().map(String::trim).filter(line -> !line.isEmpty()).toList());
    }

    /** Plain texts, whatever a pipeline has given. */
    public static List<String> list(Collection<?> values) {
        List<String> copy = new ArrayList<>();
        if (values != null) {
            values.forEach(value -> copy.add(String.valueOf(value).trim()));
        }
        return copy;
    }

    static Map<String, String> texts(Map<?, ?> values) {
        Map<String, String> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(String.valueOf(name), String.valueOf(value)));
        return copy;
    }

    /** With what a text is in a build. */
    public static List<String> expand(Collection<?> values, UnaryOperator<String> expand) {
        return values.stream().map(value -> expand.apply(String.valueOf(value))).toList();
    }

    /** Says what a build would say to a text. */
    public static FormValidation check(Item item, String value, Consumer<String> setting) {
        String text = Util.fixEmptyAndTrim(value);
        if (text == null || text.indexOf('$') >= 0 || !mayConfigure(item)) {
            // With a parameter in it, what it will be is known only in a build.
            return FormValidation.ok();
        }
        try {
            setting.accept(text);
            return FormValidation.ok();
        } catch (BadSetting | SecretsProblem e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Credentials to choose from. */
    static ListBoxModel credentials(Item item, String current, Class<? extends StandardCredentials> type) {
        StandardListBoxModel credentials = new StandardListBoxModel();
        if (!mayConfigure(item)) {
            return credentials.includeCurrentValue(current);
        }
        credentials.includeEmptyValue();
        return (item == null ? credentials.includeAs(ACL.SYSTEM2, Jenkins.get(), type)
                : credentials.includeAs(ACL.SYSTEM2, item, type)).includeCurrentValue(current);
    }

    private static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }
}
