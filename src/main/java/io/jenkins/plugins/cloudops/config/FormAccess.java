package io.jenkins.plugins.cloudops.config;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.function.Consumer;
import jenkins.model.Jenkins;

/** Who may ask the forms that are both in the configuration of Jenkins and in that of a folder: whoever may change it. */
final class FormAccess {

    private FormAccess() {
    }

    /** @param item null in the configuration of Jenkins */
    static boolean isGranted(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /**
     * What a setting throws, for its form.
     *
     * @param value trimmed and, if there is one, given to the setting
     * @throws org.springframework.security.access.AccessDeniedException for whoever may not configure
     */
    static FormValidation check(Item item, String value, Consumer<String> setting) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
        String text = Util.fixEmptyAndTrim(value);
        try {
            if (text != null) {
                setting.accept(text);
            }
            return FormValidation.ok();
        } catch (BadSetting e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
