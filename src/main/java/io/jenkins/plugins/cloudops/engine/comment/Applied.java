package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What became of a plan after its apply began.
 *
 * @param outcome how it ended
 * @param counts resources by what became of them, {@code created}, {@code failed}, {@code not reached}, in this order
 * @param failure why it failed
 * @param failed the resources that failed or were interrupted, each with what was said of it
 * @param by who agreed to it, as people know them
 * @param build the build that applied it, as people know it
 * @param url of that build
 * @param millis how long it took
 */
public record Applied(
        Outcome outcome,
        Map<String, Integer> counts,
        Failure failure,
        List<Notice> failed,
        List<String> by,
        String build,
        String url,
        long millis) {

    /** Nobody has tried. */
    public static final Applied NOT_YET =
            new Applied(Outcome.NOT_YET, Map.of(), Failure.NONE, List.of(), List.of(), "", "", 0);

    /** How an apply stands. */
    public enum Outcome {
        NOT_YET,
        RUNNING,
        APPLIED,
        FAILED,
        STOPPED,
        /** Nobody knows what it did. */
        UNKNOWN
    }

    public Applied {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(url, "url");
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        failed = List.copyOf(failed);
        by = List.copyOf(by);
    }

    boolean isThere() {
        return outcome != Outcome.NOT_YET;
    }
}
