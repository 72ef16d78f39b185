package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.FilePath;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.OutputTask;
import io.jenkins.plugins.cloudops.task.PlanFormChecks;
import io.jenkins.plugins.cloudops.task.StackForm;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

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

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements PlanFormChecks {

        @Override
        public String getFunctionName() {
            return "terraformOutput";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformOutputStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return CliExecution.requiredContext();
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            StackForm texts = new StackForm(form);
            TerraformOutputStep step = (TerraformOutputStep) super.newInstance(request, form);
            texts.applyTo(step);
            return step;
        }
    }
}
