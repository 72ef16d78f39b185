package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.CommentRequest;
import io.jenkins.plugins.cloudops.task.DestroySettings;
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

/** The pipeline step {@code terraformDestroy}. */
public class TerraformDestroyStep extends PlanningStep implements DestroySettings {

    private String confirm = "";

    @DataBoundConstructor
    public TerraformDestroyStep() {
        // What is missing is said when the step starts.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new ApplyExecution(context, toDestroyRequest(UnaryOperator.identity()), CommentRequest.NEVER);
    }

    @Override
    public String getConfirm() {
        return confirm;
    }

    @DataBoundSetter
    public void setConfirm(String confirm) {
        this.confirm = Util.fixNull(confirm).trim();
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements PlanFormChecks {

        @Override
        public String getFunctionName() {
            return "terraformDestroy";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformDestroyStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return CliExecution.requiredContext();
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            PlanForm texts = new PlanForm(form);
            TerraformDestroyStep step = (TerraformDestroyStep) super.newInstance(request, form);
            texts.applyTo(step);
            return step;
        }
    }
}
