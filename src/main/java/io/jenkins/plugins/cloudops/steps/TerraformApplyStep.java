package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.ApplySettings;
import io.jenkins.plugins.cloudops.task.CommentFormChecks;
import io.jenkins.plugins.cloudops.task.Plain;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code terraformApply}. */
public class TerraformApplyStep extends PlanModeStep implements ApplySettings {

    private Object plan;
    private String from = "";
    private boolean autoApprove;
    private String onStale = "fail";

    @DataBoundConstructor
    public TerraformApplyStep() {
        // All parameters are optional.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new ApplyExecution(context, toApplyRequest(UnaryOperator.identity()), toCommentRequest(UnaryOperator.identity()));
    }

    @Override
    public Object getPlan() {
        return plan;
    }

    @DataBoundSetter
    public void setPlan(Object plan) {
        this.plan = Plain.value(plan);
    }

    @Override
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Util.fixNull(from).trim();
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
        return onStale;
    }

    @DataBoundSetter
    public void setOnStale(String onStale) {
        this.onStale = Util.fixNull(onStale).trim();
    }

    /** Says what the step is called. */
    @Extension
    public static final class DescriptorImpl extends PlanningStepDescriptor implements CommentFormChecks {

        @Override
        public String getFunctionName() {
            return "terraformApply";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformApplyStep_displayName();
        }
    }
}
