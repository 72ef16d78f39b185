package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.task.CommentFormChecks;
import io.jenkins.plugins.cloudops.task.CommentRequest;
import io.jenkins.plugins.cloudops.task.CommentingHost;
import io.jenkins.plugins.cloudops.task.PlanTask;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code terraformPlan}. */
public class TerraformPlanStep extends PlanModeStep {

    private String onBrokenGate = "fail";

    @DataBoundConstructor
    public TerraformPlanStep() {
        // All parameters are optional.
    }

    @Override
    public String getOnBrokenGate() {
        return onBrokenGate;
    }

    @DataBoundSetter
    public void setOnBrokenGate(String onBrokenGate) {
        this.onBrokenGate = Util.fixNull(onBrokenGate).trim();
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new Execution(context, toRequest(UnaryOperator.identity()), toCommentRequest(UnaryOperator.identity()));
    }

    private static final class Execution extends CliExecution {

        private static final long serialVersionUID = 1L;

        private final PlanRequest request;
        private final CommentRequest comment;

        Execution(StepContext context, PlanRequest request, CommentRequest comment) {
            super(context);
            this.request = request;
            this.comment = comment;
        }

        @Override
        CliTask task(String id, String node, FilePath workspace) {
            return new PlanTask(id, request, node, workspace);
        }

        @Override
        RunHost around(String runId, RunHost host) {
            return CommentingHost.around(runId, comment, host);
        }
    }

    /** Says what the step is called. */
    @Extension
    public static final class DescriptorImpl extends PlanningStepDescriptor implements CommentFormChecks {

        @Override
        public String getFunctionName() {
            return "terraformPlan";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformPlanStep_displayName();
        }
    }
}
