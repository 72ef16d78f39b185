package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import io.jenkins.plugins.cloudops.incident.Site;
import io.jenkins.plugins.cloudops.incident.TriggerOrder;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.IncidentFormChecks;
import io.jenkins.plugins.cloudops.task.IncidentTask;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The pipeline step {@code triggerIncident}. */
public class TriggerIncidentStep extends TriggerStep {

    @DataBoundConstructor
    public TriggerIncidentStep() {
        // What is missing is said when the step runs.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new Execution(context, order());
    }

    private static final class Execution extends ThreadExecution {

        private static final long serialVersionUID = 1L;

        private final TriggerOrder order;

        Execution(StepContext context, TriggerOrder order) {
            super(context);
            this.order = order;
        }

        @Override
        Object work(Site site) throws Exception {
            return IncidentTask.trigger(order, site, this::approvers, UnaryOperator.identity());
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements IncidentFormChecks {

        @Override
        public String getFunctionName() {
            return "triggerIncident";
        }

        @Override
        public String getDisplayName() {
            return Messages.TriggerIncidentStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ThreadExecution.requiredContext();
        }
    }
}
