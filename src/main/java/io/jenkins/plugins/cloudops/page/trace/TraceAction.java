package io.jenkins.plugins.cloudops.page.trace;

import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.trace.Timeline;
import io.jenkins.plugins.cloudops.page.BuildActions;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
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

    /** All that was recorded so far, as bars. */
    public Timeline getTimeline() throws IOException {
        return Timeline.of(trace::read);
    }

    /** How long it took, for people. */
    public String duration(Timeline.Bar bar) {
        return bar.duration() < 1_000 ? Messages.TraceAction_millis(bar.duration()) : Util.getTimeSpanString(bar.duration());
    }

    /** Where the bar begins in a picture that is 1,000 wide. */
    public long left(Timeline timeline, Timeline.Bar bar) {
        return timeline.duration() == 0 ? 0 : Math.min(997, bar.start() * 1_000 / timeline.duration());
    }

    /** How wide the bar is in a picture that is 1,000 wide; what is very short can still be seen. */
    public long width(Timeline timeline, Timeline.Bar bar) {
        long width = timeline.duration() == 0 ? 1_000 : bar.duration() * 1_000 / timeline.duration();
        return Math.max(3, Math.min(width, 1_000 - left(timeline, bar)));
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
    public static final class Factory extends BuildActions {

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            BuildTrace trace = BuildTrace.existing(build);
            return trace == null ? List.of() : List.of(new TraceAction(build, trace));
        }
    }
}
