package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import io.jenkins.plugins.cloudops.incident.Site;
import io.jenkins.plugins.cloudops.incident.TriggerOrder;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.IncidentFormChecks;
import io.jenkins.plugins.cloudops.task.IncidentTask;
import java.io.IOException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The pipeline step {@code withIncident}: triggers, runs its block, and clears, however that ends. */
public class WithIncidentStep extends TriggerStep {

    @DataBoundConstructor
    public WithIncidentStep() {
        // What is missing is said when the step runs.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new Execution(context, order());
    }

    /** Its work is to trigger before the block, and to clear after it. */
    private static final class Execution extends ThreadExecution {

        private static final long serialVersionUID = 1L;

        private final TriggerOrder order;
        private volatile BodyExecution body;
        /** Whether the block is over. */
        private volatile boolean ended;
        private volatile Object result;
        private volatile Throwable problem;

        Execution(StepContext context, TriggerOrder order) {
            super(context);
            this.order = order;
        }

        @Override
        Object work(Site site) throws Exception {
            return ended ? IncidentTask.clear(order.id(), false, site, Messages.WithIncidentStep_cause())
                    : IncidentTask.trigger(order, site, this::approvers, UnaryOperator.identity());
        }

        @Override
        void succeeded(Object value) {
            if (!ended) {
                body = getContext().newBodyInvoker().withCallback(new End(this)).start();
            } else if (problem != null) {
                getContext().onFailure(problem);
            } else {
                getContext().onSuccess(result);
            }
        }

        /** What went wrong in the block counts for more than that it could not be cleared, which is tried again. */
        @Override
        void failed(Throwable why) {
            if (problem != null && why != problem) {
                new StepHost(getContext(), () -> null, value -> { }).say(why.getMessage());
            }
            getContext().onFailure(problem == null ? why : problem);
        }

        void end(Object value, Throwable why) {
            result = value;
            problem = why;
            ended = true;
            begin(false);
        }

        @Override
        public void onResume() {
            if (body == null || ended) {
                super.onResume();
            }
        }

        @Override
        public void stop(Throwable cause) throws IOException {
            if (body == null || ended) {
                super.stop(cause);
            } else {
                body.cancel(cause);
            }
        }
    }

    /** Clears when the block ends. */
    private static final class End extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final Execution execution;

        End(Execution execution) {
            this.execution = execution;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.end(result, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable problem) {
            execution.end(null, problem);
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements IncidentFormChecks {

        @Override
        public String getFunctionName() {
            return "withIncident";
        }

        @Override
        public String getDisplayName() {
            return Messages.WithIncidentStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ThreadExecution.requiredContext();
        }
    }
}
