package io.jenkins.plugins.cloudops.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The trace of a build, on its page and in its REST API. Holds nothing itself: whatever is shown is read from the build's files. */
@Restricted(NoExternalUse.class)
@ExportedBean
public final class TraceAction implements Action {

    private final Run<?, ?> build;
    private final BuildTrace trace;

    TraceAction(Run<?, ?> build, BuildTrace trace) {
        this.build = build;
        this.trace = trace;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** 32 hexadecimal digits. */
    @Exported
    public String getTraceId() {
        return trace.traceId();
    }

    /** The span of the build, for others to join it. */
    @Exported
    public String getTraceparent() {
        return trace.traceparent();
    }

    /** Where the trace comes from: {@code build} for one of its own, else who brought it. */
    @Exported
    public String getOrigin() {
        return trace.origin();
    }

    /** Where it can be looked at in a tracing backend; empty if none is configured. */
    @Exported
    public String getLink() {
        return trace.link(build);
    }

    /** All that was recorded so far, the earliest first. */
    public List<SpanRecord> getSpans() throws IOException {
        List<SpanRecord> spans = new ArrayList<>();
        trace.read(spans::add);
        spans.sort(Comparator.comparingLong(SpanRecord::start));
        return spans;
    }

    /** All that was recorded so far as lines of OTLP JSON, which any collector reads. */
    public void doSpans(StaplerResponse2 response) throws IOException {
        response.setContentType("application/x-ndjson;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"trace-" + trace.traceId() + ".jsonl\"");
        trace.copyTo(response.getOutputStream());
    }

    @Override
    public String getIconFileName() {
        return "symbol-analytics";
    }

    @Override
    public String getDisplayName() {
        return Messages.TraceAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "cloudops-trace";
    }

    /** Adds the page to each build that has a trace. */
    @Extension
    public static final class Factory extends TransientActionFactory<Run<?, ?>> {

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public Class<Run<?, ?>> type() {
            return (Class) Run.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            BuildTrace trace = BuildTrace.existing(build);
            return trace == null ? List.of() : List.of(new TraceAction(build, trace));
        }
    }
}
