package io.jenkins.plugins.cloudops.trace;

import io.jenkins.plugins.cloudops.engine.trace.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which trace a build belongs to.
 *
 * @param context the span of the build itself, with what has to be handed on
 * @param parent the span that asked for the build; empty for none
 * @param origin in a word, where the trace comes from: {@code build} for one of its own, else who brought it
 * @param linked the trace of which this build is a repetition, or none
 */
record TraceFacts(TraceContext context, String parent, String origin, TraceContext linked) {

    static TraceFacts of(Map<String, String> fields) {
        return new TraceFacts(
                new TraceContext(text(fields, "traceId"), text(fields, "spanId"), text(fields, "tracestate"), text(fields, "baggage")),
                text(fields, "parentSpanId"), text(fields, "origin"),
                TraceContext.parse(text(fields, "linked"), "", ""));
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("traceId", context.traceId());
        fields.put("spanId", context.spanId());
        fields.put("parentSpanId", parent);
        fields.put("tracestate", context.state());
        fields.put("baggage", context.baggage());
        fields.put("origin", origin);
        fields.put("linked", linked.traceparent());
        return fields;
    }
}
