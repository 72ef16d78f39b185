package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The pipeline step {@code traceId}, which returns the trace ID of its build: 32 hexadecimal digits. */
public class TraceIdStep extends Step {

    @DataBoundConstructor
    public TraceIdStep() {
        // It needs nothing.
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context);
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        Execution(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() throws Exception {
            getContext().onSuccess(BuildTrace.of(getContext().get(Run.class)).traceId());
            return true;
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "traceId";
        }

        @Override
        public String getDisplayName() {
            return Messages.TraceIdStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class);
        }
    }
}
