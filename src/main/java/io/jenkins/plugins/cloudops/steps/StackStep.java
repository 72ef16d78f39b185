package io.jenkins.plugins.cloudops.steps;

import hudson.Util;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.StackForm;
import io.jenkins.plugins.cloudops.task.StackSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** A pipeline step that works on a stack: how that is found, which CLI is used, and how it is initialised. */
public abstract class StackStep extends Step implements StackSettings, StackForm.Target {

    private String stack = "";
    private String tool = "";
    private String workspace = "";
    private Object backendConfig;
    private Map<String, String> environment = new LinkedHashMap<>();
    private String init = "auto";
    private boolean upgrade;
    private int retry = 1;
    private Map<String, String> registries = new LinkedHashMap<>();
    private String gitCredentialsId = "";
    private List<MultiBinding<?>> credentials = new ArrayList<>();
    private Map<String, String> secrets = new LinkedHashMap<>();
    private List<String> mask = new ArrayList<>();
    private AwsRoleSettings awsRole;

    @Override
    public String getStack() {
        return stack;
    }

    @DataBoundSetter
    public void setStack(String stack) {
        this.stack = Util.fixNull(stack).trim();
    }

    @Override
    public String getTool() {
        return tool;
    }

    @DataBoundSetter
    public void setTool(String tool) {
        this.tool = Util.fixNull(tool).trim();
    }

    @Override
    public String getWorkspace() {
        return workspace;
    }

    @DataBoundSetter
    public void setWorkspace(String workspace) {
        this.workspace = Util.fixNull(workspace).trim();
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
        return environment;
    }

    @Override
    @DataBoundSetter
    public void setEnvironment(Map<String, String> environment) {
        this.environment = Plain.texts(environment);
    }

    @Override
    public String getInit() {
        return init;
    }

    @DataBoundSetter
    public void setInit(String init) {
        this.init = Util.fixNull(init).trim();
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
        return registries;
    }

    @Override
    @DataBoundSetter
    public void setRegistries(Map<String, String> registries) {
        this.registries = Plain.texts(registries);
    }

    @Override
    public String getGitCredentialsId() {
        return gitCredentialsId;
    }

    @DataBoundSetter
    public void setGitCredentialsId(String gitCredentialsId) {
        this.gitCredentialsId = Util.fixNull(gitCredentialsId).trim();
    }

    @Override
    public List<MultiBinding<?>> getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(List<MultiBinding<?>> credentials) {
        this.credentials = credentials == null ? new ArrayList<>() : new ArrayList<>(credentials);
    }

    @Override
    public Map<String, String> getSecrets() {
        return secrets;
    }

    @Override
    @DataBoundSetter
    public void setSecrets(Map<String, String> secrets) {
        this.secrets = Plain.texts(secrets);
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
        return mask;
    }

    @Override
    @DataBoundSetter
    public void setMask(List<String> mask) {
        this.mask = Plain.list(mask);
    }
}
