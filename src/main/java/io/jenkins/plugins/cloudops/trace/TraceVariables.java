package io.jenkins.plugins.cloudops.trace;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.EnvironmentContributor;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepEnvironmentContributor;

/** The trace of a build in the environment of its processes, which can join it: the build's, or the innermost span's. */
final class TraceVariables {

    private TraceVariables() {
    }

    /** The trace of a build, which it gets here if it must have one; null if it has none. */
    private static BuildTrace of(Run<?, ?> build) {
        return build.isBuilding() && CloudOpsConfiguration.get().getTracing().isEveryBuild()
                ? BuildTrace.of(build) : BuildTrace.existing(build);
    }

    /** For freestyle builds, and for {@code env} in pipelines. Comes last, so that there is one trace in the environment. */
    @Extension(ordinal = 1_000)
    public static final class OfBuilds extends EnvironmentContributor {

        @Override
        @SuppressWarnings("rawtypes")
        public void buildEnvironmentFor(Run build, EnvVars variables, TaskListener listener) {
            BuildTrace trace = of((Run<?, ?>) build);
            if (trace != null) {
                variables.putAll(trace.context().environment());
            }
        }
    }

    /** For pipeline steps: the innermost stage, branch or {@code traceSpan} around them. */
    @Extension(ordinal = 1_000)
    public static final class OfSteps extends StepEnvironmentContributor {

        @Override
        public void buildEnvironmentFor(StepContext context, EnvVars variables, TaskListener listener)
                throws IOException, InterruptedException {
            Run<?, ?> build = context.get(Run.class);
            BuildTrace trace = build == null ? null : of(build);
            if (trace != null) {
                variables.putAll(trace.context().at(PipelineSpans.around(trace, context.get(FlowNode.class))).environment());
            }
        }
    }
}
