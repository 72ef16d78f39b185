package io.jenkins.plugins.cloudops.steps;

import hudson.Util;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.PlanForm;
import io.jenkins.plugins.cloudops.task.PlanSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** A pipeline step that plans, and may do more then: what goes into the plan. */
public abstract class PlanningStep extends StackStep implements PlanSettings, PlanForm.Target {

    private String name = "";
    private Map<String, Object> vars = new LinkedHashMap<>();
    private List<String> varFiles = new ArrayList<>();
    private List<String> targets = new ArrayList<>();
    private boolean refresh = true;
    private int parallelism;
    private boolean lock = true;
    private String lockTimeout = "";
    private Map<String, Object> limits = new LinkedHashMap<>();
    private List<String> protect = new ArrayList<>();
    private List<String> requiredTags = new ArrayList<>();
    private List<String> forbid = new ArrayList<>();
    private String override = "";
    private String onDeadLock = "report";

    @Override
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixNull(name).trim();
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
    public List<String> getTargets() {
        return targets;
    }

    @Override
    @DataBoundSetter
    public void setTargets(List<String> targets) {
        this.targets = Plain.list(targets);
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
    public Map<String, Object> getLimits() {
        return limits;
    }

    @Override
    @DataBoundSetter
    public void setLimits(Map<String, Object> limits) {
        this.limits = Plain.map(limits);
    }

    @Override
    public List<String> getProtect() {
        return protect;
    }

    @Override
    @DataBoundSetter
    public void setProtect(List<String> protect) {
        this.protect = Plain.list(protect);
    }

    @Override
    public List<String> getRequiredTags() {
        return requiredTags;
    }

    @Override
    @DataBoundSetter
    public void setRequiredTags(List<String> requiredTags) {
        this.requiredTags = Plain.list(requiredTags);
    }

    @Override
    public List<String> getForbid() {
        return forbid;
    }

    @Override
    @DataBoundSetter
    public void setForbid(List<String> forbid) {
        this.forbid = Plain.list(forbid);
    }

    @Override
    public String getOverride() {
        return override;
    }

    @DataBoundSetter
    public void setOverride(String override) {
        this.override = Util.fixNull(override).trim();
    }

    @Override
    public String getOnDeadLock() {
        return onDeadLock;
    }

    @DataBoundSetter
    public void setOnDeadLock(String onDeadLock) {
        this.onDeadLock = Util.fixNull(onDeadLock).trim();
    }
}
