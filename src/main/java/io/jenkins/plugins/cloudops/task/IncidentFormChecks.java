package io.jenkins.plugins.cloudops.task;

import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.incident.Scenario;
import io.jenkins.plugins.cloudops.engine.incident.Scenarios;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the form of an incident offers and checks while somebody fills it in. */
public interface IncidentFormChecks {

    /** The names of the catalogue; a file may have others. */
    default ComboBoxModel doFillScenarioItems() {
        return new ComboBoxModel(Scenarios.catalogue().all().stream().map(Scenario::id).toList());
    }

    @POST
    default FormValidation doCheckExpires(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "expires", value, TriggerSettings.DEFAULT_EXPIRES);
    }

    @POST
    default FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "timeout", value, TriggerSettings.DEFAULT_TIMEOUT);
    }

    private static FormValidation check(Item item, String setting, String value, String standard) {
        String text = Util.fixNull(value);
        if (text.indexOf('$') >= 0 || !(item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE))) {
            // With a parameter in it, what it will be is known only in a build.
            return FormValidation.ok();
        }
        try {
            TriggerSettings.duration(setting, text, standard);
            return FormValidation.ok();
        } catch (BadSetting e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
