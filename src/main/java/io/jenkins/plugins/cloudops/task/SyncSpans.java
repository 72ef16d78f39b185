package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.secrets.SyncReport;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.run.RunSpans;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sync in the trace of its build: what its span says, and a span below it for each target. Names and versions, no values. */
final class SyncSpans {

    /** Of a millisecond. */
    private static final long NANOS = 1_000_000;

    private SyncSpans() {
    }

    /**
     * @param id of the run, so that a second time does nothing
     * @param started milliseconds since 1970
     */
    static void record(BuildTrace trace, String id, long started, SyncReport report) {
        long now = System.currentTimeMillis();
        List<SpanRecord> spans = new ArrayList<>();
        for (String target : report.targets()) {
            SpanRecord.Builder span = new SpanRecord.Builder(trace.spanId("sync/" + id + "/" + target), RunSpans.id(trace, id),
                    "sync to " + kind(target), started * NANOS, now * NANOS);
            Map<String, Object> counts = new LinkedHashMap<>();
            for (SyncReport.Line line : report.lines()) {
                if (line.target().equals(target)) {
                    counts.merge("cloudops.secrets." + line.action(), 1L, (one, more) -> (Long) one + (Long) more);
                    if (!line.action().equals("unchanged")) {
                        span.event("secret", now, Map.of("cloudops.secret.name", line.name(), "cloudops.secret.action", line.action(),
                                "cloudops.secret.version", line.version(), "cloudops.secret.millis", line.millis()));
                    }
                }
            }
            spans.add(span.attribute("cloudops.target", target).attributes(counts).of(trace.traceId()));
        }
        trace.record(spans);
    }

    /** What the span of the run says of the whole. */
    static void describe(SyncReport report, SpanRecord.Builder span) {
        span.attribute("cloudops.source", report.source()).attribute("cloudops.dry_run", report.dryRun());
        report.counts().forEach((name, count) -> span.attribute("cloudops.secrets." + name, (long) count));
    }

    private static String kind(String target) {
        int space = target.indexOf(' ');
        return space < 0 ? target : target.substring(0, space);
    }
}
