package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.cloudops.engine.terraform.ApplyRequest;
import io.jenkins.plugins.cloudops.task.ApplySettings;
import io.jenkins.plugins.cloudops.task.ApplyTask;
import io.jenkins.plugins.cloudops.task.CommentFormChecks;
import io.jenkins.plugins.cloudops.task.PlanForm;
import io.jenkins.plugins.cloudops.task.PlanFormChecks;
import java.io.IOException;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

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
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> implements PlanFormChecks, CommentFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.TerraformApplyBuilder_displayName();
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        /** The pipeline step has the same settings and explains them. */
        @Override
        public String getHelpFile(String field) {
            return "/descriptor/io.jenkins.plugins.cloudops.steps.TerraformApplyStep/help"
                    + (field == null || field.isEmpty() ? "" : "/" + field);
        }

        @Override
        public Builder newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            PlanForm texts = new PlanForm(form);
            TerraformApplyBuilder builder = (TerraformApplyBuilder) super.newInstance(request, form);
            texts.applyTo(builder);
            return builder;
        }
    }
}
