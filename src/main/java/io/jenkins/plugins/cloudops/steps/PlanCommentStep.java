package io.jenkins.plugins.cloudops.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.forge.ForgePool;
import io.jenkins.plugins.cloudops.run.CliRuns;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.CommentFormChecks;
import io.jenkins.plugins.cloudops.task.CommentRequest;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.PlanCommentSettings;
import io.jenkins.plugins.cloudops.task.PlanCommentWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code planComment}, which puts plans of several stacks into one comment. */
public class PlanCommentStep extends Step implements PlanCommentSettings {

    private Object plans;
    private String pullRequest = "";
    private String credentialsId = "";
    private boolean required;
    private String mode = "update";
    private int parts = 1;

    @DataBoundConstructor
    public PlanCommentStep() {
        // All parameters are optional.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        try {
            return new Execution(context, toCommentRequest(UnaryOperator.identity()), PlanCommentSettings.references(plans));
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }

    @Override
    public Object getPlans() {
        return plans;
    }

    @DataBoundSetter
    public void setPlans(Object plans) {
        this.plans = Plain.value(plans);
    }

    @Override
    public String getPullRequest() {
        return pullRequest;
    }

    @DataBoundSetter
    public void setPullRequest(String pullRequest) {
        this.pullRequest = Util.fixNull(pullRequest).trim();
    }

    @Override
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).trim();
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
        return mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = Util.fixNull(mode).trim();
    }

    @Override
    public int getParts() {
        return parts;
    }

    @DataBoundSetter
    public void setParts(int parts) {
        this.parts = parts;
    }

    /** Waits for the forge without a thread of Pipeline. After a restart of the controller it is done again. */
    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final String id = CliRuns.newId();
        private final CommentRequest request;
        private final ArrayList<String> plans;
        private transient volatile Throwable stopCause;

        Execution(StepContext context, CommentRequest request, List<String> plans) {
            super(context);
            this.request = request;
            this.plans = new ArrayList<>(plans);
        }

        @Override
        public boolean start() {
            ForgePool.get().submit(id, this::comment);
            return false;
        }

        private void comment() {
            StepContext context = getContext();
            try {
                EnvVars environment = context.get(EnvVars.class);
                Map<String, Object> result = PlanCommentWork.comment(id, request, plans, context.get(Run.class),
                        environment == null ? new EnvVars() : environment, context.get(TaskListener.class).getLogger());
                context.onSuccess(result);
            } catch (Throwable e) {
                // Errors too: nobody else would hear of them, and the step would wait for ever.
                Throwable cause = stopCause;
                context.onFailure(cause == null ? e : cause);
            }
        }

        @Override
        public void onResume() {
            start();
        }

        @Override
        public void stop(Throwable cause) {
            stopCause = cause;
            ForgePool.get().interrupt(id);
        }

        @Override
        public String getStatus() {
            return "waiting for the forge";
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CommentFormChecks {

        @Override
        public String getFunctionName() {
            return "planComment";
        }

        @Override
        public String getDisplayName() {
            return Messages.PlanCommentStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}
