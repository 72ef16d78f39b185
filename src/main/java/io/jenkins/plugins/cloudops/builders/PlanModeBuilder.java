package io.jenkins.plugins.cloudops.builders;

import hudson.Util;
import io.jenkins.plugins.cloudops.task.Plain;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A freestyle build step whose plan may be of any kind: to replace, to destroy, only to refresh. */
public abstract class PlanModeBuilder extends PlanningBuilder {

    private List<String> replace;
    private boolean destroy;
    private boolean refreshOnly;
    private String onDrift;

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
    public String getOnDrift() {
        return onDrift == null ? "ignore" : onDrift;
    }

    @DataBoundSetter
    public void setOnDrift(String onDrift) {
        this.onDrift = Util.fixEmptyAndTrim(onDrift);
    }
}
