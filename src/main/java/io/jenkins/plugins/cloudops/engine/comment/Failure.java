package io.jenkins.plugins.cloudops.engine.comment;

import java.util.List;
import java.util.Objects;

/**
 * Why there is no plan, or not a whole one.
 *
 * @param kind in a word, {@code denied}; "" if nothing failed
 * @param sentence what failed
 * @param errors what the tool said, the first the most telling; may be empty
 */
public record Failure(String kind, String sentence, List<Notice> errors) {

    /** Nothing failed. */
    public static final Failure NONE = new Failure("", "", List.of());

    public Failure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
        errors = List.copyOf(errors);
    }

    boolean isNone() {
        return kind.isEmpty();
    }
}
