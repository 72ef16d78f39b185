package io.jenkins.plugins.cloudops.task;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.config.ToolChoice;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.InitMode;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import io.jenkins.plugins.cloudops.engine.terraform.OnBrokenGate;
import io.jenkins.plugins.cloudops.engine.terraform.OnDeadLock;
import io.jenkins.plugins.cloudops.engine.terraform.OnDrift;
import io.jenkins.plugins.cloudops.engine.terraform.OnFailedCheck;
import io.jenkins.plugins.cloudops.engine.terraform.OnStale;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Checks the form of a plan while it is filled in, with the rules by which a build would refuse it.
 * For the descriptors of the step and the builder.
 */
public interface PlanFormChecks {

    @POST
    default ComboBoxModel doFillToolItems(@AncestorInPath Item item) {
        return mayConfigure(item) ? new ComboBoxModel(ToolChoice.installations()) : new ComboBoxModel();
    }

    @POST
    default FormValidation doCheckStack(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> PlanRequest.builder().stack(text));
    }

    @POST
    default FormValidation doCheckWorkspace(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> PlanRequest.builder().workspace(text));
    }

    @POST
    default FormValidation doCheckVars(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> PlanRequest.builder().vars(MapText.parse("vars", text)));
    }

    @POST
    default FormValidation doCheckVarFiles(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> PlanRequest.builder().varFiles(PlanForm.lines(text)));
    }

    @POST
    default FormValidation doCheckBackendConfig(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> {
            Object backend = PlanForm.backend(text);
            return backend instanceof List<?>
                    ? PlanRequest.builder().backendConfig(Map.of(), PlanForm.lines(text))
                    : PlanRequest.builder().backendConfig((Map<?, ?>) backend, List.of());
        });
    }

    @POST
    default FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> PlanRequest.builder().environment(PlanForm.texts("environment", text)));
    }

    @POST
    default FormValidation doCheckRegistries(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> PlanRequest.builder().registries(PlanForm.texts("registries", text)));
    }

    @POST
    default FormValidation doCheckSecrets(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> PlanRequest.builder().secrets(PlanForm.texts("secrets", text)));
    }

    @POST
    default FormValidation doCheckLimits(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> gates(PlanForm.limits(text), List.of(), List.of()));
    }

    @POST
    default FormValidation doCheckProtect(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> gates(Map.of(), PlanForm.lines(text), List.of()));
    }

    @POST
    default FormValidation doCheckForbid(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> gates(Map.of(), List.of(), PlanForm.lines(text)));
    }

    private static PlanRequest.Builder gates(Map<?, ?> limits, List<String> protect, List<String> forbid) {
        return PlanRequest.builder().gates(Gates.of(limits, protect, List.of(), forbid));
    }

    default ListBoxModel doFillInitItems() {
        return choices(InitMode.values());
    }

    default ListBoxModel doFillOnDriftItems() {
        return choices(OnDrift.values());
    }

    default ListBoxModel doFillOnBrokenGateItems() {
        return choices(OnBrokenGate.values());
    }

    default ListBoxModel doFillOnFailureItems() {
        return choices(OnFailedCheck.values());
    }

    default ListBoxModel doFillOnDeadLockItems() {
        return choices(OnDeadLock.values());
    }

    default ListBoxModel doFillOnStaleItems() {
        return choices(OnStale.values());
    }

    @POST
    default ListBoxModel doFillGitCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String gitCredentialsId) {
        StandardListBoxModel credentials = new StandardListBoxModel();
        if (!mayConfigure(item)) {
            return credentials.includeCurrentValue(gitCredentialsId);
        }
        credentials.includeEmptyValue();
        return (item == null
                ? credentials.includeAs(ACL.SYSTEM2, Jenkins.get(), StandardUsernameCredentials.class)
                : credentials.includeAs(ACL.SYSTEM2, item, StandardUsernameCredentials.class)).includeCurrentValue(gitCredentialsId);
    }

    private static ListBoxModel choices(Enum<?>[] values) {
        ListBoxModel choices = new ListBoxModel();
        for (Enum<?> value : values) {
            choices.add(value.name().toLowerCase(Locale.ROOT));
        }
        return choices;
    }

    @POST
    default FormValidation doCheckLockTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> PlanRequest.builder().lockTimeout(text));
    }

    /** A request with only the setting that is to be checked. */
    interface Setting {
        PlanRequest.Builder of(String text);
    }

    private static FormValidation check(Item item, String value, Setting setting) {
        String text = Util.fixEmptyAndTrim(value);
        if (text == null || text.indexOf('$') >= 0 || !mayConfigure(item)) {
            // With a parameter in it, what it will be is known only in a build.
            return FormValidation.ok();
        }
        try {
            setting.of(text).build();
            return FormValidation.ok();
        } catch (BadSetting e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }
}
