package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.CommentRequest;
import io.jenkins.plugins.cloudops.task.DestroySettings;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

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

    /** Says what the step is called. */
    @Extension
    public static final class DescriptorImpl extends PlanningStepDescriptor {

        @Override
        public String getFunctionName() {
            return "terraformDestroy";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformDestroyStep_displayName();
        }
    }
}
