package io.jenkins.plugins.cloudops.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.engine.terraform.AwsRole;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The setting {@code awsRole} of steps and builders. What was not given is null, and its getter gives an empty text. */
public class AwsRoleSettings extends AbstractDescribableImpl<AwsRoleSettings> {

    private static final String SOME_ROLE = "arn:aws:iam::123456789012:role/any";

    private final String role;
    private String audience;
    private String credentialsId;
    private String region;
    private String duration;

    @DataBoundConstructor
    public AwsRoleSettings(String role) {
        this.role = Util.fixNull(role).trim();
    }

    public String getRole() {
        return role;
    }

    public String getAudience() {
        return Util.fixNull(audience);
    }

    @DataBoundSetter
    public void setAudience(String audience) {
        this.audience = Util.fixEmptyAndTrim(audience);
    }

    public String getCredentialsId() {
        return Util.fixNull(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public String getRegion() {
        return Util.fixNull(region);
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    public String getDuration() {
        return Util.fixNull(duration);
    }

    @DataBoundSetter
    public void setDuration(String duration) {
        this.duration = Util.fixEmptyAndTrim(duration);
    }

    /**
     * @param expand applied to each text
     * @throws BadSetting naming the first that cannot be used
     */
    public AwsRole toRole(UnaryOperator<String> expand) {
        return AwsRole.of(expand.apply(getRole()), expand.apply(getAudience()), expand.apply(getCredentialsId()),
                expand.apply(getRegion()), expand.apply(getDuration()));
    }

    /** Describes the setting. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<AwsRoleSettings> {

        public DescriptorImpl() {
            // A configuration grants permissions by their names, after all descriptors are made and before anything else is.
            CloudOpsPermissions.load();
        }

        @Override
        public String getDisplayName() {
            return Messages.AwsRoleSettings_displayName();
        }

        @POST
        public FormValidation doCheckRole(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, text -> AwsRole.of(text, "", "", "", ""));
        }

        @POST
        public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, text -> AwsRole.of(SOME_ROLE, "", "", text, ""));
        }

        @POST
        public FormValidation doCheckDuration(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, text -> AwsRole.of(SOME_ROLE, "", "", "", text));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            StandardListBoxModel credentials = new StandardListBoxModel();
            if (!mayConfigure(item)) {
                return credentials.includeCurrentValue(credentialsId);
            }
            credentials.includeEmptyValue();
            return (item == null
                    ? credentials.includeAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class)
                    : credentials.includeAs(ACL.SYSTEM2, item, StandardCredentials.class)).includeCurrentValue(credentialsId);
        }

        private static FormValidation check(Item item, String value, Consumer<String> setting) {
            String text = Util.fixEmptyAndTrim(value);
            if (text == null || text.indexOf('$') >= 0 || !mayConfigure(item)) {
                // With a parameter in it, what it will be is known only in a build.
                return FormValidation.ok();
            }
            try {
                setting.accept(text);
                return FormValidation.ok();
            } catch (BadSetting e) {
                return FormValidation.error(e.getMessage());
            }
        }

        private static boolean mayConfigure(Item item) {
            return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
        }
    }
}
