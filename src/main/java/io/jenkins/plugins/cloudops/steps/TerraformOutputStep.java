package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.FilePath;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.OutputTask;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The pipeline step {@code terraformOutput}. */
public class TerraformOutputStep extends StackStep {

    @DataBoundConstructor
    public TerraformOutputStep() {
        // All parameters are optional.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new Execution(context, toStackRequest(UnaryOperator.identity()));
    }

    private static final class Execution extends CliExecution {

        private static final long serialVersionUID = 1L;

        private final PlanRequest request;

        Execution(StepContext context, PlanRequest request) {
            super(context);
            this.request = request;
        }

        @Override
        CliTask task(String id, String node, FilePath workspace) {
            return new OutputTask(id, request, Map.of(), node, workspace);
        }
    }

    /** Says what the step is called. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {

        @Override
        public String getFunctionName() {
            return "terraformOutput";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformOutputStep_displayName();
        }
    }
}
