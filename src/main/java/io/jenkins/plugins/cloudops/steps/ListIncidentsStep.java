package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.incident.Site;
import io.jenkins.plugins.cloudops.task.IncidentTask;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code listIncidents}: the scenarios that there are, and what is in force. */
public class ListIncidentsStep extends Step {

    private String scenarios = "";

    @DataBoundConstructor
    public ListIncidentsStep() {
        // All parameters are optional.
    }

    @Override
    public StepExecution start(StepContext context) {
        return scenarios.isEmpty() ? new OfTheCatalogue(context) : new Execution(context, scenarios);
    }

    public String getScenarios() {
        return scenarios;
    }

    @DataBoundSetter
    public void setScenarios(String scenarios) {
        this.scenarios = Util.fixNull(scenarios).trim();
    }

    /** Needs no agent, so it ends at once. */
    private static final class OfTheCatalogue extends StepExecution {

        private static final long serialVersionUID = 1L;

        OfTheCatalogue(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() throws Exception {
            getContext().onSuccess(IncidentTask.list(getContext().get(TaskListener.class)));
            return true;
        }
    }

    private static final class Execution extends ThreadExecution {

        private static final long serialVersionUID = 1L;

        private final String scenarios;

        Execution(StepContext context, String scenarios) {
            super(context);
            this.scenarios = scenarios;
        }

        @Override
        Object work(Site site) throws Exception {
            return IncidentTask.list(site, scenarios);
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "listIncidents";
        }

        @Override
        public String getDisplayName() {
            return Messages.ListIncidentsStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}
