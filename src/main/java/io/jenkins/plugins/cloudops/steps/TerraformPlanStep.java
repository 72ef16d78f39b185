package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.PlanForm;
import io.jenkins.plugins.cloudops.task.PlanFormChecks;
import io.jenkins.plugins.cloudops.task.PlanSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The pipeline step {@code terraformPlan}. */
public class TerraformPlanStep extends Step implements PlanSettings, PlanForm.Target {

    private String stack = "";
    private String name = "";
    private String tool = "";
    private String workspace = "";
    private Map<String, Object> vars = new LinkedHashMap<>();
    private List<String> varFiles = new ArrayList<>();
    private Object backendConfig;
    private List<String> targets = new ArrayList<>();
    private List<String> replace = new ArrayList<>();
    private boolean destroy;
    private boolean refreshOnly;
    private boolean refresh = true;
    private int parallelism;
    private boolean lock = true;
    private String lockTimeout = "";
    private Map<String, String> environment = new LinkedHashMap<>();
    private String init = "auto";
    private boolean upgrade;
    private int retry = 1;
    private String onDrift = "ignore";
    private Map<String, String> registries = new LinkedHashMap<>();
    private String gitCredentialsId = "";

    @DataBoundConstructor
    public TerraformPlanStep() {
        // All parameters are optional.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new TerraformPlanExecution(context, toRequest(UnaryOperator.identity()));
    }

    @Override
    public String getStack() {
        return stack;
    }

    @DataBoundSetter
    public void setStack(String stack) {
        this.stack = Util.fixNull(stack).trim();
    }

    @Override
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixNull(name).trim();
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
    public Map<String, Object> getVars() {
        return vars;
    }

    @Override
    @DataBoundSetter
    public void setVars(Map<String, Object> vars) {
        this.vars = Plain.map(vars);
    }

    @Override
    public List<String> getVarFiles() {
        return varFiles;
    }

    @Override
    @DataBoundSetter
    public void setVarFiles(List<String> varFiles) {
        this.varFiles = Plain.list(varFiles);
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
        return targets;
    }

    @Override
    @DataBoundSetter
    public void setTargets(List<String> targets) {
        this.targets = Plain.list(targets);
    }

    @Override
    public List<String> getReplace() {
        return replace;
    }

    @Override
    @DataBoundSetter
    public void setReplace(List<String> replace) {
        this.replace = Plain.list(replace);
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
        return refresh;
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
        return lock;
    }

    @DataBoundSetter
    public void setLock(boolean lock) {
        this.lock = lock;
    }

    @Override
    public String getLockTimeout() {
        return lockTimeout;
    }

    @DataBoundSetter
    public void setLockTimeout(String lockTimeout) {
        this.lockTimeout = Util.fixNull(lockTimeout).trim();
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
    public String getOnDrift() {
        return onDrift;
    }

    @DataBoundSetter
    public void setOnDrift(String onDrift) {
        this.onDrift = Util.fixNull(onDrift).trim();
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

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements PlanFormChecks {

        @Override
        public String getFunctionName() {
            return "terraformPlan";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformPlanStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, TaskListener.class);
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            PlanForm texts = new PlanForm(form);
            TerraformPlanStep step = (TerraformPlanStep) super.newInstance(request, form);
            texts.applyTo(step);
            return step;
        }
    }
}
