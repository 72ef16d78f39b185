package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.PlanForm;
import io.jenkins.plugins.cloudops.task.PlanFormChecks;
import io.jenkins.plugins.cloudops.task.PlanSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The freestyle build step that plans, with the settings of the pipeline step. A setting that the
 * configuration of a job does not have is null here, and its getter gives the default.
 */
public class TerraformPlanBuilder extends Builder implements PlanSettings, PlanForm.Target {

    private String stack;
    private String name;
    private String tool;
    private String workspace;
    private Map<String, Object> vars;
    private List<String> varFiles;
    private Object backendConfig;
    private List<String> targets;
    private List<String> replace;
    private boolean destroy;
    private boolean refreshOnly;
    private Boolean refresh;
    private int parallelism;
    private Boolean lock;
    private String lockTimeout;
    private Map<String, String> environment;
    private String init;
    private boolean upgrade;
    private Integer retry;
    private String onDrift;
    private Map<String, String> registries;
    private String gitCredentialsId;

    @DataBoundConstructor
    public TerraformPlanBuilder() {
        // All settings are optional.
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        BuilderHost.plan(this, build, launcher, listener);
        return true;
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
    public String getName() {
        return Util.fixNull(name);
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixEmptyAndTrim(name);
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
    public Map<String, Object> getVars() {
        return vars == null ? Map.of() : vars;
    }

    @Override
    @DataBoundSetter
    public void setVars(Map<String, Object> vars) {
        this.vars = vars == null || vars.isEmpty() ? null : Plain.map(vars);
    }

    @Override
    public List<String> getVarFiles() {
        return varFiles == null ? List.of() : varFiles;
    }

    @Override
    @DataBoundSetter
    public void setVarFiles(List<String> varFiles) {
        this.varFiles = varFiles == null || varFiles.isEmpty() ? null : Plain.list(varFiles);
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
    public List<String> getTargets() {
        return targets == null ? List.of() : targets;
    }

    @Override
    @DataBoundSetter
    public void setTargets(List<String> targets) {
        this.targets = targets == null || targets.isEmpty() ? null : Plain.list(targets);
    }

    @Override
    public List<String> getReplace() {
        return replace == null ? List.of() : replace;
    }

    @Override
    @DataBoundSetter
    public void setReplace(List<String> replace) {
        this.replace = replace == null || replace.isEmpty() ? null : Plain.list(replace);
    }

    @Override
    public boolean isDestroy() {
        return destroy;
    }

    @DataBoundSetter
    public void setDestroy(boolean destroy) {
        this.destroy = destroy;
    }

    @Override
    public boolean isRefreshOnly() {
        return refreshOnly;
    }

    @DataBoundSetter
    public void setRefreshOnly(boolean refreshOnly) {
        this.refreshOnly = refreshOnly;
    }

    @Override
    public boolean isRefresh() {
        return refresh == null || refresh;
    }

    @DataBoundSetter
    public void setRefresh(boolean refresh) {
        this.refresh = refresh;
    }

    @Override
    public int getParallelism() {
        return parallelism;
    }

    @DataBoundSetter
    public void setParallelism(int parallelism) {
        this.parallelism = parallelism;
    }

    @Override
    public boolean isLock() {
        return lock == null || lock;
    }

    @DataBoundSetter
    public void setLock(boolean lock) {
        this.lock = lock;
    }

    @Override
    public String getLockTimeout() {
        return Util.fixNull(lockTimeout);
    }

    @DataBoundSetter
    public void setLockTimeout(String lockTimeout) {
        this.lockTimeout = Util.fixEmptyAndTrim(lockTimeout);
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
    public String getOnDrift() {
        return onDrift == null ? "ignore" : onDrift;
    }

    @DataBoundSetter
    public void setOnDrift(String onDrift) {
        this.onDrift = Util.fixEmptyAndTrim(onDrift);
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

    /** Offers the build step to every freestyle job. */
    @Extension
    @Symbol("terraformPlan")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> implements PlanFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.TerraformPlanBuilder_displayName();
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        /** The pipeline step has the same settings and explains them. */
        @Override
        public String getHelpFile(String field) {
            return "/descriptor/io.jenkins.plugins.cloudops.steps.TerraformPlanStep/help"
                    + (field == null || field.isEmpty() ? "" : "/" + field);
        }

        @Override
        public Builder newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            PlanForm texts = new PlanForm(form);
            TerraformPlanBuilder builder = (TerraformPlanBuilder) super.newInstance(request, form);
            texts.applyTo(builder);
            return builder;
        }
    }
}
