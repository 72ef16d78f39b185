package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.Util;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.cloudops.task.DiagnosisTask;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code failureDiagnosis}: what failed in a build and why, as a map. */
public class FailureDiagnosisStep extends Step {

    private String from = "";

    @DataBoundConstructor
    public FailureDiagnosisStep() {
        // All parameters are optional.
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, from);
    }

    public String getFrom() {
        return from;
    }

    /** @param from {@code job#42}; empty for the build that started this one, or else for this one itself */
    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Util.fixNull(from).trim();
    }

    /** Reads it in a thread, since a long trace is a long file. */
    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final String from;
        /** Found for whom the pipeline runs, which the thread does not. */
        private String build = "";

        Execution(StepContext context, String from) {
            super(context);
            this.from = from;
        }

        @Override
        public boolean start() throws Exception {
            build = DiagnosisTask.find(getContext().get(Run.class), from).getExternalizableId();
            read();
            return false;
        }

        @Override
        public void onResume() {
            read();
        }

        private void read() {
            Computer.threadPoolForRemoting.submit(() -> {
                try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                    getContext().onSuccess(DiagnosisTask.of(build));
                } catch (Throwable e) {
                    // Errors, too: nobody else would end the step.
                    getContext().onFailure(e);
                }
            });
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "failureDiagnosis";
        }

        @Override
        public String getDisplayName() {
            return Messages.FailureDiagnosisStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class);
        }
    }
}
