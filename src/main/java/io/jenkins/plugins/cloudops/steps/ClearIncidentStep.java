package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import io.jenkins.plugins.cloudops.incident.Site;
import io.jenkins.plugins.cloudops.task.IncidentTask;
import io.jenkins.plugins.cloudops.task.Plain;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code clearIncident}. */
public class ClearIncidentStep extends Step {

    private Object incident;
    private boolean force;

    @DataBoundConstructor
    public ClearIncidentStep() {
        // What is missing is said when the step runs.
    }

    @Override
    public StepExecution start(StepContext context) {
        Object id = incident instanceof Map<?, ?> map ? map.get("id") : incident;
        return new Execution(context, id == null ? "" : id.toString(), force);
    }

    public Object getIncident() {
        return incident;
    }

    /** @param incident what {@code triggerIncident} returned, or its id */
    @DataBoundSetter
    public void setIncident(Object incident) {
        this.incident = Plain.value(incident);
    }

    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    private static final class Execution extends ThreadExecution {

        private static final long serialVersionUID = 1L;

        private final String incident;
        private final boolean force;

        Execution(StepContext context, String incident, boolean force) {
            super(context);
            this.incident = incident;
            this.force = force;
        }

        @Override
        Object work(Site site) throws Exception {
            return IncidentTask.clear(incident, force, site, Messages.ClearIncidentStep_cause());
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "clearIncident";
        }

        @Override
        public String getDisplayName() {
            return Messages.ClearIncidentStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ThreadExecution.requiredContext();
        }
    }
}
