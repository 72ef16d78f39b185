package io.jenkins.plugins.opentelemetry.job;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.model.EnvironmentContributor;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepEnvironmentContributor;

/**
 * Does to builds what the OpenTelemetry plugin does, as its MonitoringRunListener, OtelEnvironmentContributor and
 * OtelStepEnvironmentContributor of February 2026 have it: the root span begins in onInitialize, among the listeners and
 * contributors without an ordinal; TRACE_ID and SPAN_ID are always set, TRACEPARENT and BAGGAGE only if there is a span.
 */
public final class OpenTelemetryStandIn implements AutoCloseable {

    private static final Random RANDOM = new Random();

    private final Map<String, String> spans = new ConcurrentHashMap<>();
    private final boolean recording;
    private final RunListener<Run<?, ?>> listener = new Listener();
    private final EnvironmentContributor builds = new OtelEnvironmentContributor();
    private final StepEnvironmentContributor steps = new OtelStepEnvironmentContributor();

    /** @param recording false for a plugin that is there and not configured, whose spans are none */
    public OpenTelemetryStandIn(boolean recording) {
        this.recording = recording;
        ExtensionList.lookup(RunListener.class).add(listener);
        ExtensionList.lookup(EnvironmentContributor.class).add(builds);
        ExtensionList.lookup(StepEnvironmentContributor.class).add(steps);
    }

    @Override
    public void close() {
        ExtensionList.lookup(RunListener.class).remove(listener);
        ExtensionList.lookup(EnvironmentContributor.class).remove(builds);
        ExtensionList.lookup(StepEnvironmentContributor.class).remove(steps);
    }

    /** The trace and the root span of a build, {@code TRACE-SPAN}. */
    public String of(Run<?, ?> build) {
        return spans.get(build.getExternalizableId());
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void add(EnvVars variables, String trace, String span) {
        variables.put("TRACE_ID", trace);
        variables.put("SPAN_ID", span);
        if (recording) {
            variables.put("TRACEPARENT", "00-" + trace + "-" + span + "-01");
            variables.put("BAGGAGE", "ci.pipeline.id=job");
            variables.put("OTEL_TRACES_EXPORTER", "otlp");
        }
    }

    private final class Listener extends RunListener<Run<?, ?>> {

        @Override
        public void onInitialize(Run<?, ?> build) {
            spans.put(build.getExternalizableId(), recording ? random(16) + "-" + random(8) : "0".repeat(32) + "-" + "0".repeat(16));
        }
    }

    private final class OtelEnvironmentContributor extends EnvironmentContributor {

        @Override
        @SuppressWarnings("rawtypes")
        public void buildEnvironmentFor(Run build, EnvVars variables, TaskListener log) {
            String[] span = of(build).split("-");
            add(variables, span[0], span[1]);
        }
    }

    /** Has a span for each step. */
    private final class OtelStepEnvironmentContributor extends StepEnvironmentContributor {

        @Override
        public void buildEnvironmentFor(StepContext context, EnvVars variables, TaskListener log) {
            try {
                if (context.get(FlowNode.class) != null) {
                    add(variables, of(context.get(Run.class)).split("-")[0], random(8));
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
