package io.jenkins.plugins.cloudops.task;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.engine.secrets.SecretSource;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.sync.FormTexts;
import io.jenkins.plugins.cloudops.sync.SecretSourceSettings;
import io.jenkins.plugins.cloudops.sync.SyncOrder.SourceAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The source {@code terraformOutputs}: a stack, as the steps know it, and which of its sensitive outputs. What was not given
 * is null.
 */
public class TerraformOutputsSource extends SecretSourceSettings implements StackSettings, StackForm.Target {

    private List<String> names;
    private String stack;
    private String tool;
    private String workspace;
    private Object backendConfig;
    private Map<String, String> environment;
    private String init;
    private boolean upgrade;
    private int retry = 1;
    private Map<String, String> registries;
    private String gitCredentialsId;
    private List<MultiBinding<?>> credentials;
    private Map<String, String> secrets;
    private List<String> mask;
    private AwsRoleSettings awsRole;

    @DataBoundConstructor
    public TerraformOutputsSource() {
        // All settings are optional.
    }

    @Override
    public SecretSource toSource(UnaryOperator<String> expand) {
        PlanRequest request = PlanRequests.ofStack(this, expand);
        return SecretSource.outputs(request.stack() + (request.workspace().isEmpty() ? "" : " (" + request.workspace() + ")"),
                FormTexts.expand(getNames(), expand));
    }

    @Override
    public SourceAccess toAccess(UnaryOperator<String> expand) {
        return SourceAccess.stack(PlanRequests.ofStack(this, expand));
    }

    public List<String> getNames() {
        return names == null ? List.of() : names;
    }

    @DataBoundSetter
    public void setNames(List<String> names) {
        this.names = names == null || names.isEmpty() ? null : Plain.list(names);
    }

    public String getNamesText() {
        return String.join("\n", getNames());
    }

    @Override
    public String getStack() {
        return Util.fixNull(stack);
    }

    @DataBoundSetter
    public void setStack(String stack) {
        this.stack = Util.fixEmptyAndTrim(stack);
    }

    @Override
    public String getTool() {
        return Util.fixNull(tool);
    }

    @DataBoundSetter
    public void setTool(String tool) {
        this.tool = Util.fixEmptyAndTrim(tool);
    }

    @Override
    public String getWorkspace() {
        return Util.fixNull(workspace);
    }

    @DataBoundSetter
    public void setWorkspace(String workspace) {
        this.workspace = Util.fixEmptyAndTrim(workspace);
    }

    @Override
    public Object getBackendConfig() {
        return backendConfig;
    }

    @Override
    @DataBoundSetter
    public void setBackendConfig(Object backendConfig) {
        this.backendConfig = Plain.value(backendConfig);
    }

    @Override
    public Map<String, String> getEnvironment() {
        return environment == null ? Map.of() : environment;
    }

    @Override
    @DataBoundSetter
    public void setEnvironment(Map<String, String> environment) {
        this.environment = environment == null || environment.isEmpty() ? null : Plain.texts(environment);
    }

    @Override
    public String getInit() {
        return init == null ? "auto" : init;
    }

    @DataBoundSetter
    public void setInit(String init) {
        this.init = Util.fixEmptyAndTrim(init);
    }

    @Override
    public boolean isUpgrade() {
        return upgrade;
    }

    @DataBoundSetter
    public void setUpgrade(boolean upgrade) {
        this.upgrade = upgrade;
    }

    @Override
    public int getRetry() {
        return retry;
    }

    @DataBoundSetter
    public void setRetry(int retry) {
        this.retry = retry;
    }

    @Override
    public Map<String, String> getRegistries() {
        return registries == null ? Map.of() : registries;
    }

    @Override
    @DataBoundSetter
    public void setRegistries(Map<String, String> registries) {
        this.registries = registries == null || registries.isEmpty() ? null : Plain.texts(registries);
    }

    @Override
    public String getGitCredentialsId() {
        return Util.fixNull(gitCredentialsId);
    }

    @DataBoundSetter
    public void setGitCredentialsId(String gitCredentialsId) {
        this.gitCredentialsId = Util.fixEmptyAndTrim(gitCredentialsId);
    }

    @Override
    public List<MultiBinding<?>> getCredentials() {
        return credentials == null ? List.of() : credentials;
    }

    @DataBoundSetter
    public void setCredentials(List<MultiBinding<?>> credentials) {
        this.credentials = credentials == null || credentials.isEmpty() ? null : new ArrayList<>(credentials);
    }

    @Override
    public Map<String, String> getSecrets() {
        return secrets == null ? Map.of() : secrets;
    }

    @Override
    @DataBoundSetter
    public void setSecrets(Map<String, String> secrets) {
        this.secrets = secrets == null || secrets.isEmpty() ? null : Plain.texts(secrets);
    }

    @Override
    public List<String> getMask() {
        return mask == null ? List.of() : mask;
    }

    @Override
    @DataBoundSetter
    public void setMask(List<String> mask) {
        this.mask = mask == null || mask.isEmpty() ? null : Plain.list(mask);
    }

    @Override
    public AwsRoleSettings getAwsRole() {
        return awsRole;
    }

    @DataBoundSetter
    public void setAwsRole(AwsRoleSettings awsRole) {
        this.awsRole = awsRole;
    }

    /** Offers the source. */
    @Extension
    @Symbol("terraformOutputs")
    public static final class DescriptorImpl extends Descriptor<SecretSourceSettings> implements PlanFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.TerraformOutputsSource_displayName();
        }

        /** The pipeline step that reads outputs has the same settings and explains them. */
        @Override
        public String getHelpFile(String field) {
            return "names".equals(field) ? super.getHelpFile(field)
                    : "/descriptor/io.jenkins.plugins.cloudops.steps.TerraformOutputStep/help"
                            + (field == null || field.isEmpty() ? "" : "/" + field);
        }

        @Override
        public SecretSourceSettings newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            List<String> names = FormTexts.lines(FormTexts.take(form, "names"));
            StackForm texts = new StackForm(form);
            TerraformOutputsSource source = (TerraformOutputsSource) super.newInstance(request, form);
            texts.applyTo(source);
            source.setNames(names);
            return source;
        }
    }
}
