package io.jenkins.plugins.cloudops.builders;

import hudson.Util;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.PlanForm;
import io.jenkins.plugins.cloudops.task.PlanSettings;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** A freestyle build step that plans, and may do more then: what goes into the plan. */
public abstract class PlanningBuilder extends StackBuilder implements PlanSettings, PlanForm.Target {

    private String name;
    private Map<String, Object> vars;
    private List<String> varFiles;
    private List<String> targets;
    private Boolean refresh;
    private int parallelism;
    private Boolean lock;
    private String lockTimeout;
    private Map<String, Object> limits;
    private List<String> protect;
    private List<String> requiredTags;
    private List<String> forbid;
    private String override;
    private String onDeadLock;

    @Override
    public String getName() {
        return Util.fixNull(name);
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixEmptyAndTrim(name);
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
    public List<String> getTargets() {
        return targets == null ? List.of() : targets;
    }

    @Override
    @DataBoundSetter
    public void setTargets(List<String> targets) {
        this.targets = targets == null || targets.isEmpty() ? null : Plain.list(targets);
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
    public Map<String, Object> getLimits() {
        return limits == null ? Map.of() : limits;
    }

    @Override
    @DataBoundSetter
    public void setLimits(Map<String, Object> limits) {
        this.limits = limits == null || limits.isEmpty() ? null : Plain.map(limits);
    }

    @Override
    public List<String> getProtect() {
        return protect == null ? List.of() : protect;
    }

    @Override
    @DataBoundSetter
    public void setProtect(List<String> protect) {
        this.protect = protect == null || protect.isEmpty() ? null : Plain.list(protect);
    }

    @Override
    public List<String> getRequiredTags() {
        return requiredTags == null ? List.of() : requiredTags;
    }

    @Override
    @DataBoundSetter
    public void setRequiredTags(List<String> requiredTags) {
        this.requiredTags = requiredTags == null || requiredTags.isEmpty() ? null : Plain.list(requiredTags);
    }

    @Override
    public List<String> getForbid() {
        return forbid == null ? List.of() : forbid;
    }

    @Override
    @DataBoundSetter
    public void setForbid(List<String> forbid) {
        this.forbid = forbid == null || forbid.isEmpty() ? null : Plain.list(forbid);
    }

    @Override
    public String getOverride() {
        return Util.fixNull(override);
    }

    @DataBoundSetter
    public void setOverride(String override) {
        this.override = Util.fixEmptyAndTrim(override);
    }

    @Override
    public String getOnDeadLock() {
        return onDeadLock == null ? "report" : onDeadLock;
    }

    @DataBoundSetter
    public void setOnDeadLock(String onDeadLock) {
        this.onDeadLock = Util.fixEmptyAndTrim(onDeadLock);
    }
}
