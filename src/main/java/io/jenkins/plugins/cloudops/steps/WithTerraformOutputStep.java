package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.FilePath;
import hudson.console.ConsoleLogFilter;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.engine.process.EnvironmentFile;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.OutputTask;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The pipeline step {@code withTerraformOutput}, which has sensitive outputs as variables in its block. */
public class WithTerraformOutputStep extends StackStep {

    @DataBoundConstructor
    public WithTerraformOutputStep() {
        // What is missing is said when the step starts.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        Map<String, String> secrets = getSecrets();
        if (secrets.isEmpty()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.WithTerraformOutputStep_nothing());
        }
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            if (!EnvironmentFile.isName(secret.getKey())) {
                throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.WithTerraformOutputStep_name(secret.getKey()));
            }
            if (secret.getValue() == null || secret.getValue().isBlank()) {
                throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.WithTerraformOutputStep_output(secret.getKey()));
            }
        }
        return new Execution(context, toStackRequest(UnaryOperator.identity()), secrets);
    }

    /** None: here, secrets are the names of outputs, by the name of the variable that gets the value. */
    @Override
    public Map<String, String> credentialsByVariable() {
        return Map.of();
    }

    private static final class Execution extends CliExecution {

        private static final long serialVersionUID = 1L;

        private final PlanRequest request;
        private final LinkedHashMap<String, String> secrets;
        private volatile BodyExecution body;

        Execution(StepContext context, PlanRequest request, Map<String, String> secrets) {
            super(context);
            this.request = request;
            this.secrets = new LinkedHashMap<>(secrets);
        }

        @Override
        CliTask task(String id, String node, FilePath workspace) {
            return new OutputTask(id, request, secrets, node, workspace);
        }

        /** After a restart the run tells its result again, when the block has begun already. */
        @Override
        void succeeded(Object result) {
            if (body != null) {
                return;
            }
            Map<String, Secret> values = new LinkedHashMap<>();
            ((Map<?, ?>) result).forEach((variable, value) -> values.put((String) variable, (Secret) value));
            StepContext context = getContext();
            try {
                body = context.newBodyInvoker()
                        .withContexts(
                                EnvironmentExpander.merge(context.get(EnvironmentExpander.class), new SecretVariables(values)),
                                BodyInvoker.mergeConsoleLogFilters(context.get(ConsoleLogFilter.class), new SecretFilter(values.values())))
                        .withCallback(new BlockEnd())
                        .start();
            } catch (IOException | InterruptedException e) {
                context.onFailure(e);
            }
        }

        @Override
        public void onResume() {
            if (body == null) {
                super.onResume();
            }
        }

        @Override
        public void stop(Throwable cause) throws IOException {
            if (body == null) {
                super.stop(cause);
            } else {
                body.cancel(cause);
            }
        }

        @Override
        public String getStatus() {
            return body == null ? super.getStatus() : null;
        }
    }

    /** Says what the step is called. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {

        @Override
        public String getFunctionName() {
            return "withTerraformOutput";
        }

        @Override
        public String getDisplayName() {
            return Messages.WithTerraformOutputStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
