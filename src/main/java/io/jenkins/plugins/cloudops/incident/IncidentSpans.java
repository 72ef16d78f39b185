package io.jenkins.plugins.cloudops.incident;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts an incident into the trace of its build, from trigger to clear, with the flags by the semantic conventions for feature
 * flags.
 */
final class IncidentSpans {

    private static final String IN_FORCE = "incident in force";

    private IncidentSpans() {
    }

    /** What was never in force is no span. */
    static void record(Run<?, ?> build, Incident incident) {
        if (incident.inForceSince() == 0) {
            return;
        }
        BuildTrace trace = BuildTrace.of(build);
        SpanRecord.Builder span = new OpenSpan(trace.spanId("incident/" + incident.id()), trace.context().spanId(), "incident",
                incident.inForceSince()).ended(incident.clearedAt());
        span.attribute("cloudops.incident.scenario", incident.scenario())
                .attribute("cloudops.incident.id", incident.id())
                .attribute("cloudops.incident.target", incident.target())
                .attribute("cloudops.incident.cleared_by", incident.cause());
        if (!incident.environment().isEmpty()) {
            span.attribute("deployment.environment.name", incident.environment());
        }
        if (incident.noticedAt() > 0) {
            span.attribute("cloudops.incident.time_to_detect_ms", incident.noticedAt() - incident.inForceSince());
        }
        for (Touch touch : incident.touches()) {
            span.event("feature_flag.evaluation", incident.inForceSince(), flag(touch, touch.variant()));
            span.event("feature_flag.evaluation", incident.clearedAt(), flag(touch, touch.resting()));
        }
        if (incident.touches().size() == 1) {
            span.attributes(flag(incident.touches().get(0), incident.touches().get(0).variant()));
        }
        trace.record(span);
    }

    /** Puts an incident of another build, or one that is not over, into the trace of a build that ends while it is in force. */
    static void recordInForce(Run<?, ?> build, Incident incident, long now) {
        BuildTrace trace = BuildTrace.existing(build);
        if (trace != null && incident.inForceSince() > 0) {
            trace.record(new OpenSpan(trace.spanId("in force/" + incident.id()), trace.context().spanId(), IN_FORCE,
                    Math.max(incident.inForceSince(), build.getStartTimeInMillis())).ended(now)
                    .attribute("cloudops.incident.scenario", incident.scenario())
                    .attribute("cloudops.incident.id", incident.id())
                    .attribute("cloudops.incident.target", incident.target())
                    .attribute("cloudops.incident.build", incident.build())
                    .attribute("deployment.environment.name", incident.environment()));
        }
    }

    private static Map<String, Object> flag(Touch touch, String variant) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("feature_flag.key", touch.flag());
        attributes.put("feature_flag.result.variant", variant);
        attributes.put("feature_flag.provider.name", "flagd");
        return attributes;
    }
}
