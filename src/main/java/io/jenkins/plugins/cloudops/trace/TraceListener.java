package io.jenkins.plugins.cloudops.trace;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import java.util.List;

/**
 * Gives builds their trace in their first second, says so in their log, and records them when they are over. Comes after
 * other plugins, which may have a trace for the build.
 */
@Extension(ordinal = -1_000)
public final class TraceListener extends RunListener<Run<?, ?>> {

    @Override
    public void onInitialize(Run<?, ?> build) {
        if (CloudOpsConfiguration.get().getTracing().isEveryBuild()) {
            BuildTrace.of(build).counted(true);
            OpenTraces.add(build);
            Metrics.get().buildBegan(build.getParent().getFullName());
        }
    }

    @Override
    public void onStarted(Run<?, ?> build, TaskListener listener) {
        if (CloudOpsConfiguration.get().getTracing().isEveryBuild()) {
            announce(build, listener);
        }
    }

    /** Says the trace in the log of the build. */
    public static void announce(Run<?, ?> build, TaskListener listener) {
        BuildTrace trace = BuildTrace.of(build);
        String link = trace.link(build);
        listener.getLogger().println(link.isEmpty() ? Messages.TraceListener_trace(trace.traceId())
                : Messages.TraceListener_traceWithLink(trace.traceId(), link));
    }

    @Override
    public void onFinalized(Run<?, ?> build) {
        BuildTrace trace = BuildTrace.existing(build);
        if (trace != null) {
            OpenTraces.remove(build);
            if (trace.isLoaded()) {
                PipelineSpans.recordMissed(build, trace);
            }
            SpanRecord span = BuildSpan.of(build, trace).of(trace.traceId());
            if (!trace.record(List.of(span)).isEmpty()) {
                Metrics.get().built(span.text("cicd.pipeline.name"), span.text("cicd.pipeline.result"), span.text(SpanRecord.ERROR_TYPE),
                        span.duration(), trace.counted(false));
            }
        }
    }
}
