package io.jenkins.plugins.cloudops.trace;

import hudson.EnvVars;
import hudson.model.Cause;
import hudson.model.EnvironmentContributor;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.trace.TraceContext;
import io.jenkins.plugins.cloudops.engine.trace.TraceIds;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds out which trace a build belongs to when it begins: one that was brought to it, or one of its own. A repetition of
 * an earlier build has one of its own, and names that of the earlier one.
 *
 * <p>Other plugins are known by the names of their classes only, so that none of them need be there.
 */
final class TraceOrigin {

    private static final Logger LOGGER = Logger.getLogger(TraceOrigin.class.getName());

    private static final String OPENTELEMETRY = "io.jenkins.plugins.opentelemetry.";
    /** Causes with a method {@code getOriginal} that returns the build which is repeated: workflow-cps, pipeline-model-definition. */
    private static final Set<String> REPETITIONS = Set.of("org.jenkinsci.plugins.workflow.cps.replay.ReplayCause",
            "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause");
    /** An upstream cause in which the upstream build is the one that is repeated. */
    private static final String REBUILD = "com.sonyericsson.rebuild.RebuildCause";
    /** An upstream cause with a method {@code getNodeId} that returns the identifier of the step: pipeline-build-step. */
    private static final String BUILD_STEP = "org.jenkinsci.plugins.workflow.support.steps.build.BuildUpstreamCause";

    private final Run<?, ?> build;

    TraceOrigin(Run<?, ?> build) {
        this.build = build;
    }

    TraceFacts find() {
        TraceContext linked = repeated();
        TraceContext other = ofOpenTelemetryPlugin();
        if (other.isPresent()) {
            return joined(other, "opentelemetry", linked);
        }
        if (!linked.isPresent() && !isRepetition()) {
            RequestedTrace requested = build.getAction(RequestedTrace.class);
            if (requested != null && requested.context().isPresent()) {
                return joined(requested.context(), "request", linked);
            }
            TraceContext parameter = ofParameters();
            if (parameter.isPresent()) {
                return joined(parameter, "parameter", linked);
            }
            TraceContext upstream = ofUpstream();
            if (upstream.isPresent()) {
                return joined(upstream, "upstream", linked);
            }
        }
        return new TraceFacts(TraceContext.fresh(), "", "build", linked);
    }

    private static TraceFacts joined(TraceContext parent, String origin, TraceContext linked) {
        return new TraceFacts(parent.at(TraceIds.newSpanId()), parent.spanId(), origin, linked);
    }

    /** By the variables of that plugin alone: what a process of Jenkins has in its own environment is no trace of a build. */
    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    private TraceContext ofOpenTelemetryPlugin() {
        EnvVars variables = new EnvVars();
        for (EnvironmentContributor contributor : EnvironmentContributor.all()) {
            if (contributor.getClass().getName().startsWith(OPENTELEMETRY)) {
                try {
                    contributor.buildEnvironmentFor(build, variables, TaskListener.NULL);
                } catch (IOException | RuntimeException e) {
                    LOGGER.log(Level.FINE, "The OpenTelemetry plugin has no trace for " + build, e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return context(variables);
    }

    private TraceContext ofParameters() {
        EnvVars variables = new EnvVars();
        for (ParametersAction action : build.getActions(ParametersAction.class)) {
            action.getParameters().forEach(parameter -> {
                if (parameter.getValue() instanceof String text) {
                    variables.put(parameter.getName(), text);
                }
            });
        }
        return context(variables);
    }

    private static TraceContext context(EnvVars variables) {
        return TraceContext.parse(variables.get("TRACEPARENT"), variables.get("TRACESTATE"), variables.get("BAGGAGE"));
    }

    private TraceContext ofUpstream() {
        for (Cause cause : build.getCauses()) {
            if (cause instanceof Cause.UpstreamCause upstream && upstream.getUpstreamRun() != null) {
                BuildTrace trace = BuildTrace.existing(upstream.getUpstreamRun());
                if (trace != null) {
                    return BUILD_STEP.equals(cause.getClass().getName()) ? ofStep(cause, trace) : trace.context();
                }
            }
        }
        return TraceContext.none();
    }

    /** The span of the step that started this build, or of the build around it. */
    private static TraceContext ofStep(Cause cause, BuildTrace trace) {
        try {
            Object node = cause.getClass().getMethod("getNodeId").invoke(cause);
            return node == null ? trace.context() : trace.context().at(PipelineSpans.id(trace, node.toString()));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            LOGGER.log(Level.FINE, "Cannot find out which step started this build", e);
            return trace.context();
        }
    }

    private boolean isRepetition() {
        return build.getCauses().stream().map(cause -> cause.getClass().getName())
                .anyMatch(name -> REPETITIONS.contains(name) || REBUILD.equals(name));
    }

    /** The trace of the build of which this is a repetition, as far as it has one. */
    private TraceContext repeated() {
        for (Cause cause : build.getCauses()) {
            Run<?, ?> original = original(cause);
            BuildTrace trace = original == null ? null : BuildTrace.existing(original);
            if (trace != null) {
                return trace.context();
            }
        }
        return TraceContext.none();
    }

    private static Run<?, ?> original(Cause cause) {
        String name = cause.getClass().getName();
        if (REBUILD.equals(name) && cause instanceof Cause.UpstreamCause rebuild) {
            return rebuild.getUpstreamRun();
        }
        if (REPETITIONS.contains(name)) {
            try {
                return (Run<?, ?>) cause.getClass().getMethod("getOriginal").invoke(cause);
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                LOGGER.log(Level.FINE, "Cannot find out what is repeated", e);
            }
        }
        return null;
    }
}
