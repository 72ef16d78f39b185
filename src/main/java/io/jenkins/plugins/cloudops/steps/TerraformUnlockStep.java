package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.UnlockRequest;
import io.jenkins.plugins.cloudops.task.UnlockSettings;
import io.jenkins.plugins.cloudops.task.UnlockTask;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code terraformUnlock}. */
public class TerraformUnlockStep extends StackStep implements UnlockSettings {

    private String id = "";
    private String reason = "";

    @DataBoundConstructor
    public TerraformUnlockStep() {
        // What is missing is said when the step starts.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new Execution(context, toUnlockRequest(UnaryOperator.identity()));
    }

    @Override
    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(String id) {
        this.id = Util.fixNull(id).trim();
    }

    @Override
    public String getReason() {
        return reason;
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = Util.fixNull(reason).trim();
    }

    private static final class Execution extends CliExecution {

        private static final long serialVersionUID = 1L;

        private final UnlockRequest request;

        Execution(StepContext context, UnlockRequest request) {
            super(context);
            this.request = request;
        }

        @Override
        CliTask task(String id, String node, FilePath workspace) {
            return new UnlockTask(id, request, node, workspace);
        }
    }

    /** Says what the step is called. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {

        @Override
        public String getFunctionName() {
            return "terraformUnlock";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformUnlockStep_displayName();
        }
    }
}
