package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import io.jenkins.plugins.cloudops.incident.FlagTarget;
import io.jenkins.plugins.cloudops.incident.Site;
import io.jenkins.plugins.cloudops.task.IncidentTask;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code clearIncidents}: all of a target, whichever build triggered them. */
public class ClearIncidentsStep extends Step {

    private FlagTarget target;
    private boolean force;

    @DataBoundConstructor
    public ClearIncidentsStep() {
        // What is missing is said when the step runs.
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, target, force);
    }

    public FlagTarget getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(FlagTarget target) {
        this.target = target;
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

        private final FlagTarget target;
        private final boolean force;

        Execution(StepContext context, FlagTarget target, boolean force) {
            super(context);
            this.target = target;
            this.force = force;
        }

        @Override
        Object work(Site site) throws Exception {
            return IncidentTask.clearAll(target, force, site, UnaryOperator.identity(), Messages.ClearIncidentsStep_cause());
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "clearIncidents";
        }

        @Override
        public String getDisplayName() {
            return Messages.ClearIncidentsStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ThreadExecution.requiredContext();
        }
    }
}
