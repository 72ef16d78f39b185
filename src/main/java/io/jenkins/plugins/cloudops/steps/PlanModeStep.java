package io.jenkins.plugins.cloudops.steps;

import hudson.Util;
import io.jenkins.plugins.cloudops.task.Plain;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A pipeline step whose plan may be of any kind: to replace, to destroy, only to refresh. */
public abstract class PlanModeStep extends PlanningStep {

    private List<String> replace = new ArrayList<>();
    private boolean destroy;
    private boolean refreshOnly;
    private String onDrift = "ignore";

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
    public String getOnDrift() {
        return onDrift;
    }

    @DataBoundSetter
    public void setOnDrift(String onDrift) {
        this.onDrift = Util.fixNull(onDrift).trim();
    }
}
