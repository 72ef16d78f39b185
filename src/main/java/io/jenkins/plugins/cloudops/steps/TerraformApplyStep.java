package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.ApplySettings;
import io.jenkins.plugins.cloudops.task.CommentFormChecks;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.PlanForm;
import io.jenkins.plugins.cloudops.task.PlanFormChecks;
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

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements PlanFormChecks, CommentFormChecks {

        @Override
        public String getFunctionName() {
            return "terraformApply";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformApplyStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return CliExecution.requiredContext();
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            PlanForm texts = new PlanForm(form);
            TerraformApplyStep step = (TerraformApplyStep) super.newInstance(request, form);
            texts.applyTo(step);
            return step;
        }
    }
}
