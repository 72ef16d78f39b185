package io.jenkins.plugins.cloudops.engine.trace;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A span that others can join, as <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> and W3C Baggage write it.
 * {@link #none()} stands for no span at all.
 *
 * @param traceId 32 hexadecimal digits; empty for none
 * @param spanId 16 hexadecimal digits; empty for none
 * @param state the {@code tracestate} that came with it, at most 512 characters; can be empty
 * @param baggage the {@code baggage} that came with it, at most 8,192 characters; can be empty
 */
public record TraceContext(String traceId, String spanId, String state, String baggage) {

    private static final int MAX_STATE = 512;
    private static final int MAX_MEMBERS = 32;
    private static final int MAX_BAGGAGE = 8_192;
    /** Version, trace, span, flags; what a later version has behind that is for others. */
    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final Pattern MEMBER = Pattern.compile(
            "(?:[a-z][a-z0-9_\\-*/]{0,255}|[a-z0-9][a-z0-9_\\-*/]{0,240}@[a-z][a-z0-9_\\-*/]{0,13})=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{1,256}");
    private static final Pattern BAGGAGE = Pattern.compile("[\\x20-\\x7e]*=[\\x20-\\x7e]*");
    private static final TraceContext NONE = new TraceContext("", "", "", "");

    /** Nothing to join. */
    public static TraceContext none() {
        return NONE;
    }

    /** The first span of a trace that nobody else has. */
    public static TraceContext fresh() {
        return new TraceContext(TraceIds.newTraceId(), TraceIds.newSpanId(), "", "");
    }

    /**
     * Reads what another tool hands over. What is not valid is left out: without a valid {@code traceparent} there is
     * nothing to join, and others are not told a {@code tracestate} or {@code baggage} that they would have to refuse.
     *
     * @param traceparent null or empty for none
     * @param tracestate null or empty for none
     * @param baggage null or empty for none
     */
    public static TraceContext parse(String traceparent, String tracestate, String baggage) {
        String parent = traceparent == null ? "" : traceparent.strip();
        if (!PARENT.matcher(parent).matches() || parent.startsWith("ff") || parent.startsWith("00") && parent.length() > 55) {
            return NONE;
        }
        String trace = parent.substring(3, 35);
        String span = parent.substring(36, 52);
        if (!TraceIds.isTraceId(trace) || !TraceIds.isSpanId(span)) {
            return NONE;
        }
        return new TraceContext(trace, span, state(tracestate), baggage(baggage));
    }

    private static String state(String text) {
        String state = text == null ? "" : text.strip();
        String[] members = Arrays.stream(state.split(",")).map(String::strip).filter(member -> !member.isEmpty()).toArray(String[]::new);
        boolean valid = state.length() <= MAX_STATE && members.length <= MAX_MEMBERS
                && Arrays.stream(members).allMatch(member -> MEMBER.matcher(member).matches());
        return valid ? String.join(",", members) : "";
    }

    private static String baggage(String text) {
        String baggage = text == null ? "" : text.strip();
        return baggage.length() <= MAX_BAGGAGE && BAGGAGE.matcher(baggage).matches() ? baggage : "";
    }

    public boolean isPresent() {
        return !traceId.isEmpty();
    }

    /** Another span of the same trace. */
    public TraceContext at(String otherSpanId) {
        return new TraceContext(traceId, otherSpanId, state, baggage);
    }

    /** {@code 00-TRACE-SPAN-01}: what we hand on is recorded. Empty for none. */
    public String traceparent() {
        return isPresent() ? "00-" + traceId + "-" + spanId + "-01" : "";
    }

    /** The variables by which processes join it: TRACE_ID, TRACEPARENT, and TRACESTATE and BAGGAGE if there is any. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        if (isPresent()) {
            variables.put("TRACE_ID", traceId);
            variables.put("TRACEPARENT", traceparent());
            variables.put("TRACESTATE", state);
            variables.put("BAGGAGE", baggage);
        }
        return variables;
    }
}
