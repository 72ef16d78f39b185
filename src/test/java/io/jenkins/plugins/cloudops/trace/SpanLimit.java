package io.jenkins.plugins.cloudops.trace;

/** Lets builds keep fewer spans, or none, to measure what they cost. */
public final class SpanLimit {

    private SpanLimit() {
    }

    /** @param spans of one build from now on */
    public static void set(int spans) {
        BuildTrace.keepAtMost(spans);
    }
}
