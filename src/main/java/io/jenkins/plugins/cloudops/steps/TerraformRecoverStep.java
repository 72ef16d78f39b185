package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.RecoverTask;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code terraformRecover}. */
public class TerraformRecoverStep extends StackStep {

    private String from = "";

    @DataBoundConstructor
    public TerraformRecoverStep() {
        // What is missing is said when the step starts.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        if (from.isEmpty()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.TerraformRecoverStep_from());
        }
        return new Execution(context, from, toStackRequest(UnaryOperator.identity()));
    }

    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Util.fixNull(from).trim();
    }

    private static final class Execution extends CliExecution {

        private static final long serialVersionUID = 1L;

        private final String from;
        private final PlanRequest request;

        Execution(StepContext context, String from, PlanRequest request) {
            super(context);
            this.from = from;
            this.request = request;
        }

        @Override
        CliTask task(String id, String node, FilePath workspace) {
            return new RecoverTask(id, from, request, node, workspace);
        }
    }

    /** Says what the step is called. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {

        @Override
        public String getFunctionName() {
            return "terraformRecover";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformRecoverStep_displayName();
        }
    }
}
