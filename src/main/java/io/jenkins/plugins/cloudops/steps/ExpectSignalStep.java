package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.incident.PrometheusSignal;
import io.jenkins.plugins.cloudops.incident.Site;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.IncidentTask;
import io.jenkins.plugins.cloudops.task.TriggerSettings;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code expectSignal}: waits until something notices an incident, or its end. */
public class ExpectSignalStep extends Step {

    private static final String DEFAULT_WITHIN = "5m";
    private static final List<String> UNTIL = List.of("", "noticed", "gone");

    private final PrometheusSignal signal;
    private String within = "";
    private String until = "";

    @DataBoundConstructor
    public ExpectSignalStep(PrometheusSignal signal) {
        this.signal = signal;
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        try {
            if (!UNTIL.contains(until)) {
                throw new BadSetting(Messages.ExpectSignalStep_until(until));
            }
            return new Execution(context, signal, until, TriggerSettings.duration("within", within, DEFAULT_WITHIN));
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }

    public PrometheusSignal getSignal() {
        return signal;
    }

    public String getWithin() {
        return within;
    }

    @DataBoundSetter
    public void setWithin(String within) {
        this.within = Util.fixNull(within).trim();
    }

    public String getUntil() {
        return until;
    }

    @DataBoundSetter
    public void setUntil(String until) {
        this.until = Util.fixNull(until).trim();
    }

    private static final class Execution extends ThreadExecution {

        private static final long serialVersionUID = 1L;

        private final PrometheusSignal signal;
        private final String until;
        private final long within;
        private final long since = System.currentTimeMillis();

        Execution(StepContext context, PrometheusSignal signal, String until, long within) {
            super(context);
            this.signal = signal;
            this.until = until;
            this.within = within;
        }

        @Override
        Object work(Site site) throws Exception {
            return IncidentTask.expect(signal, until, since, within, site);
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "expectSignal";
        }

        @Override
        public String getDisplayName() {
            return Messages.ExpectSignalStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ThreadExecution.requiredContext();
        }

        public ListBoxModel doFillUntilItems() {
            ListBoxModel items = new ListBoxModel();
            UNTIL.forEach(items::add);
            return items;
        }
    }
}
