package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import io.jenkins.plugins.cloudops.engine.terraform.ApplyRequest;
import io.jenkins.plugins.cloudops.task.ApplySettings;
import io.jenkins.plugins.cloudops.task.ApplyTask;
import io.jenkins.plugins.cloudops.task.CommentFormChecks;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The freestyle build step that applies, with the settings of the pipeline step. */
public class TerraformApplyBuilder extends PlanModeBuilder implements ApplySettings {

    private String plan;
    private String from;
    private boolean autoApprove;
    private String onStale;

    @DataBoundConstructor
    public TerraformApplyBuilder() {
        // All settings are optional.
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        return Refusal.recorded(build, "terraformApply", () -> {
            ApplyRequest request = toApplyRequest(build.getEnvironment(listener)::expand);
            BuilderHost.run(build, launcher, listener, toCommentRequest(build.getEnvironment(listener)::expand),
                    (id, node, workspace) -> new ApplyTask(id, request, node, workspace));
        });
    }

    @Override
    public String getPlan() {
        return Util.fixNull(plan);
    }

    @DataBoundSetter
    public void setPlan(String plan) {
        this.plan = Util.fixEmptyAndTrim(plan);
    }

    @Override
    public String getFrom() {
        return Util.fixNull(from);
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Util.fixEmptyAndTrim(from);
    }

    @Override
    public boolean isAutoApprove() {
        return autoApprove;
    }

    @DataBoundSetter
    public void setAutoApprove(boolean autoApprove) {
        this.autoApprove = autoApprove;
    }

    @Override
    public String getOnStale() {
        return onStale == null ? "fail" : onStale;
    }

    @DataBoundSetter
    public void setOnStale(String onStale) {
        this.onStale = Util.fixEmptyAndTrim(onStale);
    }

    /** Offers the build step to every freestyle job. */
    @Extension
    @Symbol("terraformApply")
    public static final class DescriptorImpl extends PlanningBuilderDescriptor implements CommentFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.TerraformApplyBuilder_displayName();
        }

        @Override
        String step() {
            return "TerraformApplyStep";
        }
    }
}
