package io.jenkins.plugins.cloudops.builders;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Publisher;
import hudson.tasks.Recorder;
import io.jenkins.plugins.cloudops.run.CliRuns;
import io.jenkins.plugins.cloudops.task.CommentFormChecks;
import io.jenkins.plugins.cloudops.task.CommentRequest;
import io.jenkins.plugins.cloudops.task.PlanCommentSettings;
import io.jenkins.plugins.cloudops.task.PlanCommentWork;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The post-build action of a freestyle job that comments the plans of the build. */
public class PlanCommentPublisher extends Recorder implements PlanCommentSettings {

    private String plans;
    private String pullRequest;
    private String credentialsId;
    private boolean required;
    private String mode;
    private int parts;

    @DataBoundConstructor
    public PlanCommentPublisher() {
        // All settings are optional.
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        EnvVars environment = build.getEnvironment(listener);
        CommentRequest request = toCommentRequest(environment::expand);
        List<String> references = environment.expand(getPlans()).lines().map(String::trim).filter(line -> !line.isEmpty()).toList();
        PlanCommentWork.comment(CliRuns.newId(), request, references, build, environment, listener.getLogger());
        return true;
    }

    @Override
    public BuildStepMonitor getRequiredMonitorService() {
        return BuildStepMonitor.NONE;
    }

    /** Ids or names, one a line. */
    @Override
    public String getPlans() {
        return Util.fixNull(plans);
    }

    @DataBoundSetter
    public void setPlans(String plans) {
        this.plans = Util.fixEmptyAndTrim(plans);
    }

    @Override
    public String getPullRequest() {
        return Util.fixNull(pullRequest);
    }

    @DataBoundSetter
    public void setPullRequest(String pullRequest) {
        this.pullRequest = Util.fixEmptyAndTrim(pullRequest);
    }

    @Override
    public String getCredentialsId() {
        return Util.fixNull(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    @Override
    public boolean isRequired() {
        return required;
    }

    @DataBoundSetter
    public void setRequired(boolean required) {
        this.required = required;
    }

    @Override
    public String getMode() {
        return mode == null ? "update" : mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = Util.fixEmptyAndTrim(mode);
    }

    @Override
    public int getParts() {
        return parts == 0 ? 1 : parts;
    }

    @DataBoundSetter
    public void setParts(int parts) {
        this.parts = parts;
    }

    /** Offers the post-build action to every freestyle job. */
    @Extension
    @Symbol("planComment")
    public static final class DescriptorImpl extends BuildStepDescriptor<Publisher> implements CommentFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.PlanCommentPublisher_displayName();
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        /** The pipeline step has the same settings and explains them. */
        @Override
        public String getHelpFile(String field) {
            return BuilderDescriptor.help("PlanCommentStep", field);
        }
    }
}
