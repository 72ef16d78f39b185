package io.jenkins.plugins.cloudops.builders;

import hudson.Util;
import hudson.tasks.Builder;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.StackForm;
import io.jenkins.plugins.cloudops.task.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;
import org.kohsuke.stapler.DataBoundSetter;

/** A freestyle build step that works on a stack: how that is found, which CLI is used, and how it is initialised. A setting that the configuration of
 * a job does not have is null here, and its getter gives the default. */
public abstract class StackBuilder extends Builder implements StackSettings, StackForm.Target {

    private String stack;
    private String tool;
    private String workspace;
    private Object backendConfig;
    private Map<String, String> environment;
    private String init;
    private boolean upgrade;
    private Integer retry;
    private Map<String, String> registries;
    private String gitCredentialsId;
    private List<MultiBinding<?>> credentials;
    private Map<String, String> secrets;
    private List<String> mask;
    private AwsRoleSettings awsRole;

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
        return retry == null ? 1 : retry;
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
    public AwsRoleSettings getAwsRole() {
        return awsRole;
    }

    @DataBoundSetter
    public void setAwsRole(AwsRoleSettings awsRole) {
        this.awsRole = awsRole;
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
}
