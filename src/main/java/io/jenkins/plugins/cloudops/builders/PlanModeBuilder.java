package io.jenkins.plugins.cloudops.builders;

import hudson.Util;
import io.jenkins.plugins.cloudops.task.CommentSettings;
import io.jenkins.plugins.cloudops.task.Plain;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A freestyle build step whose plan may be of any kind: to replace, to destroy, only to refresh; and may be commented. */
public abstract class PlanModeBuilder extends PlanningBuilder implements CommentSettings {

    private List<String> replace;
    private boolean destroy;
    private boolean refreshOnly;
    private String onDrift;
    private String comment;
    private String pullRequest;
    private String credentialsId;
    private boolean required;
    private String mode;
    private int parts;

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

    @Override
    public String getComment() {
        return comment == null ? "auto" : comment;
    }

    @DataBoundSetter
    public void setComment(String comment) {
        this.comment = Util.fixEmptyAndTrim(comment);
    }

    @Override
    public String getPullRequest() {
        return Util.fixNull(pullRequest);
    }

    @DataBoundSetter
    public void setPullRequest(String pullRequest) {
        this.pullRequest = Util.fixEmptyAndTrim(pullRequest);
    }

    @Override
    public String getCredentialsId() {
        return Util.fixNull(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    @Override
    public boolean isRequired() {
        return required;
    }

    @DataBoundSetter
    public void setRequired(boolean required) {
        this.required = required;
    }

    @Override
    public String getMode() {
        return mode == null ? "update" : mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = Util.fixEmptyAndTrim(mode);
    }

    @Override
    public int getParts() {
        return parts == 0 ? 1 : parts;
    }

    @DataBoundSetter
    public void setParts(int parts) {
        this.parts = parts;
    }
}
