package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildWrapper;
import hudson.tasks.BuildWrapperDescriptor;
import io.jenkins.plugins.cloudops.incident.FlagTarget;
import io.jenkins.plugins.cloudops.incident.OfrepCheck;
import io.jenkins.plugins.cloudops.task.FormMaps;
import io.jenkins.plugins.cloudops.task.IncidentFormChecks;
import io.jenkins.plugins.cloudops.task.IncidentTask;
import io.jenkins.plugins.cloudops.task.TriggerSettings;
import java.io.IOException;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Runs the steps of a freestyle build while an incident is in force. What was not given is null. */
public class IncidentWrapper extends BuildWrapper implements TriggerSettings {

    private String scenario;
    private String flag;
    private String variant;
    private String scenarios;
    private FlagTarget target;
    private OfrepCheck verify;
    private String timeout;
    private String expires;
    private String reason;

    @DataBoundConstructor
    public IncidentWrapper() {
        // What is missing is said when the build begins.
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Environment setUp(AbstractBuild build, Launcher launcher, BuildListener listener) throws IOException, InterruptedException {
        String id = BuilderSite.trigger(this, (AbstractBuild<?, ?>) build, launcher, listener);
        return new InForce(id, launcher);
    }

    /** Until the steps are over, however they end. */
    private final class InForce extends Environment {

        private final String id;
        private final Launcher launcher;

        InForce(String id, Launcher launcher) {
            this.id = id;
            this.launcher = launcher;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean tearDown(AbstractBuild build, BuildListener listener) throws IOException, InterruptedException {
            IncidentTask.clear(id, false, BuilderSite.of((AbstractBuild<?, ?>) build, launcher, listener), Messages.IncidentWrapper_cause());
            return true;
        }
    }

    @Override
    public String getScenario() {
        return Util.fixNull(scenario);
    }

    @DataBoundSetter
    public void setScenario(String scenario) {
        this.scenario = Util.fixEmptyAndTrim(scenario);
    }

    @Override
    public String getFlag() {
        return Util.fixNull(flag);
    }

    @DataBoundSetter
    public void setFlag(String flag) {
        this.flag = Util.fixEmptyAndTrim(flag);
    }

    @Override
    public String getVariant() {
        return Util.fixNull(variant);
    }

    @DataBoundSetter
    public void setVariant(String variant) {
        this.variant = Util.fixEmptyAndTrim(variant);
    }

    @Override
    public String getScenarios() {
        return Util.fixNull(scenarios);
    }

    @DataBoundSetter
    public void setScenarios(String scenarios) {
        this.scenarios = Util.fixEmptyAndTrim(scenarios);
    }

    @Override
    public String getTimeout() {
        return Util.fixNull(timeout);
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    @Override
    public String getExpires() {
        return Util.fixNull(expires);
    }

    @DataBoundSetter
    public void setExpires(String expires) {
        this.expires = Util.fixEmptyAndTrim(expires);
    }

    @Override
    public String getReason() {
        return Util.fixNull(reason);
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = Util.fixEmptyAndTrim(reason);
    }

    @Override
    public FlagTarget getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(FlagTarget target) {
        this.target = target;
    }

    @Override
    public OfrepCheck getVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(OfrepCheck verify) {
        this.verify = verify;
    }

    /** Offers the wrapper to every freestyle job. */
    @Extension
    @Symbol("withIncident")
    public static final class DescriptorImpl extends BuildWrapperDescriptor implements IncidentFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.IncidentWrapper_displayName();
        }

        @Override
        public boolean isApplicable(AbstractProject<?, ?> item) {
            return true;
        }

        @Override
        public BuildWrapper newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            FormMaps.check(form);
            return super.newInstance(request, form);
        }

        /** The pipeline step has the same settings and explains them. */
        @Override
        public String getHelpFile(String field) {
            return BuilderDescriptor.help("WithIncidentStep", field);
        }
    }
}
