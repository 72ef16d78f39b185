package io.jenkins.plugins.cloudops.steps;

import hudson.Util;
import io.jenkins.plugins.cloudops.task.CommentSettings;
import io.jenkins.plugins.cloudops.task.Plain;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A pipeline step whose plan may be of any kind: to replace, to destroy, only to refresh; and may be commented. */
public abstract class PlanModeStep extends PlanningStep implements CommentSettings {

    private List<String> replace = new ArrayList<>();
    private boolean destroy;
    private boolean refreshOnly;
    private String onDrift = "ignore";
    private String comment = "auto";
    private String pullRequest = "";
    private String credentialsId = "";
    private boolean required;
    private String mode = "update";
    private int parts = 1;

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

    @Override
    public String getComment() {
        return comment;
    }

    @DataBoundSetter
    public void setComment(String comment) {
        this.comment = Util.fixNull(comment).trim();
    }

    @Override
    public String getPullRequest() {
        return pullRequest;
    }

    @DataBoundSetter
    public void setPullRequest(String pullRequest) {
        this.pullRequest = Util.fixNull(pullRequest).trim();
    }

    @Override
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).trim();
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
        return mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = Util.fixNull(mode).trim();
    }

    @Override
    public int getParts() {
        return parts;
    }

    @DataBoundSetter
    public void setParts(int parts) {
        this.parts = parts;
    }
}
