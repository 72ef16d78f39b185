package io.jenkins.plugins.cloudops.config;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.credentials.Bindings;
import io.jenkins.plugins.cloudops.engine.terraform.AwsRole;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * What a step or builder need not say itself, since its folder or Jenkins says it: the tool, how its backend is
 * found, what it may use. What is a map elsewhere is a text here, with a line {@code name = value} each, see {@link MapText}:
 * neither configuration as code nor Job DSL knows maps.
 *
 * <p>What cannot be meant is kept as it is and refuses the runs that it is for, as {@link GateDefaults} do. Long, since each
 * setting has a getter, a setter, and a check of its form.
 */
public final class StackDefaults extends AbstractDescribableImpl<StackDefaults> {

    private String folder;
    private String tool;
    private String workspace;
    private String backendConfig;
    private String environment;
    private String secrets;
    private List<MultiBinding<?>> credentials;
    private AwsRoleSettings awsRole;
    private String registries;
    private String gitCredentialsId;

    @DataBoundConstructor
    public StackDefaults() {
        // Whatever is not given has the default of the step.
    }

    public String getFolder() {
        return Util.fixNull(folder);
    }

    /** @param folder a {@link FolderPattern}; empty for all jobs */
    @DataBoundSetter
    public void setFolder(String folder) {
        this.folder = Util.fixEmptyAndTrim(folder);
    }

    public String getTool() {
        return Util.fixNull(tool);
    }

    @DataBoundSetter
    public void setTool(String tool) {
        this.tool = Util.fixEmptyAndTrim(tool);
    }

    public String getWorkspace() {
        return Util.fixNull(workspace);
    }

    @DataBoundSetter
    public void setWorkspace(String workspace) {
        this.workspace = Util.fixEmptyAndTrim(workspace);
    }

    public String getBackendConfig() {
        return Util.fixNull(backendConfig);
    }

    @DataBoundSetter
    public void setBackendConfig(String backendConfig) {
        this.backendConfig = Util.fixEmptyAndTrim(backendConfig);
    }

    public String getEnvironment() {
        return Util.fixNull(environment);
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    public String getSecrets() {
        return Util.fixNull(secrets);
    }

    @DataBoundSetter
    public void setSecrets(String secrets) {
        this.secrets = Util.fixEmptyAndTrim(secrets);
    }

    public List<MultiBinding<?>> getCredentials() {
        return credentials == null ? List.of() : credentials;
    }

    /** @param credentials as {@code withCredentials} takes them; only in a folder, since no form of Jenkins itself can offer any */
    @DataBoundSetter
    public void setCredentials(List<MultiBinding<?>> credentials) {
        this.credentials = credentials == null || credentials.isEmpty() ? null : new ArrayList<>(credentials);
    }

    public AwsRoleSettings getAwsRole() {
        return awsRole;
    }

    @DataBoundSetter
    public void setAwsRole(AwsRoleSettings awsRole) {
        this.awsRole = awsRole;
    }

    public String getRegistries() {
        return Util.fixNull(registries);
    }

    @DataBoundSetter
    public void setRegistries(String registries) {
        this.registries = Util.fixEmptyAndTrim(registries);
    }

    public String getGitCredentialsId() {
        return Util.fixNull(gitCredentialsId);
    }

    @DataBoundSetter
    public void setGitCredentialsId(String gitCredentialsId) {
        this.gitCredentialsId = Util.fixEmptyAndTrim(gitCredentialsId);
    }

    /** @throws BadSetting if the pattern can be none */
    boolean areFor(String job) {
        return folder == null || FolderPattern.of(folder).matches(job);
    }

    /**
     * They as a request that asks for nothing else.
     *
     * @param expand applied to each text, names of variables aside
     * @throws BadSetting naming the first that cannot be used
     */
    PlanRequest toRequest(UnaryOperator<String> expand) {
        return PlanRequest.builder()
                .tool(expand.apply(getTool()))
                .workspace(expand.apply(getWorkspace()))
                .backendConfig(values(getBackendConfig(), expand), List.of())
                .environment(texts("environment", getEnvironment(), expand))
                .secrets(texts("secrets", getSecrets(), expand))
                .credentials(Bindings.write(getCredentials()))
                .awsRole(awsRole == null ? AwsRole.NONE : awsRole.toRole(expand))
                .registries(texts("registries", getRegistries(), expand))
                .gitCredentialsId(expand.apply(getGitCredentialsId()))
                .build();
    }

    private static Map<String, Object> values(String text, UnaryOperator<String> expand) {
        Map<String, Object> values = MapText.parse("backendConfig", text);
        values.replaceAll((name, value) -> value instanceof String string ? expand.apply(string) : value);
        return values;
    }

    private static Map<String, String> texts(String setting, String text, UnaryOperator<String> expand) {
        Map<String, String> texts = new LinkedHashMap<>(MapText.parseTexts(setting, text));
        texts.replaceAll((name, value) -> expand.apply(value));
        return texts;
    }

    /** Checks the form with the rules by which a build would refuse it. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<StackDefaults> {

        @Override
        public String getDisplayName() {
            return Messages.StackDefaults_displayName();
        }

        /** Whether a form is that of an item. The selection in a binding is empty elsewhere, and would lose what it had. */
        public boolean isOfItem(Object page) {
            return page instanceof Item;
        }

        @POST
        public ComboBoxModel doFillToolItems(@AncestorInPath Item item) {
            return FormAccess.isGranted(item) ? new ComboBoxModel(ToolChoice.installations()) : new ComboBoxModel();
        }

        @POST
        public ListBoxModel doFillGitCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String gitCredentialsId) {
            StandardListBoxModel credentials = new StandardListBoxModel();
            if (!FormAccess.isGranted(item)) {
                return credentials.includeCurrentValue(gitCredentialsId);
            }
            credentials.includeEmptyValue();
            return (item == null
                    ? credentials.includeAs(ACL.SYSTEM2, Jenkins.get(), StandardUsernameCredentials.class)
                    : credentials.includeAs(ACL.SYSTEM2, item, StandardUsernameCredentials.class)).includeCurrentValue(gitCredentialsId);
        }

        @POST
        public FormValidation doCheckFolder(@AncestorInPath Item item, @QueryParameter String value) {
            return FormAccess.check(item, value, FolderPattern::of);
        }

        @POST
        public FormValidation doCheckTool(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, StackDefaults::setTool);
        }

        @POST
        public FormValidation doCheckWorkspace(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, StackDefaults::setWorkspace);
        }

        @POST
        public FormValidation doCheckBackendConfig(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, StackDefaults::setBackendConfig);
        }

        @POST
        public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, StackDefaults::setEnvironment);
        }

        @POST
        public FormValidation doCheckSecrets(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, StackDefaults::setSecrets);
        }

        @POST
        public FormValidation doCheckRegistries(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, StackDefaults::setRegistries);
        }

        private static FormValidation check(Item item, String value, Setting setting) {
            Consumer<String> refusal = text -> {
                StackDefaults alone = new StackDefaults();
                setting.set(alone, text);
                alone.toRequest(UnaryOperator.identity());
            };
            // With a parameter in it, what it will be is known only in a build.
            return FormAccess.check(item, value != null && value.indexOf('$') >= 0 ? "" : value, refusal);
        }

        /** One of the setters. */
        private interface Setting {
            void set(StackDefaults defaults, String text);
        }
    }
}
