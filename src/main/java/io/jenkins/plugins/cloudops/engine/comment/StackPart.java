package io.jenkins.plugins.cloudops.engine.comment;

import java.util.List;
import java.util.Objects;

/**
 * One stack of a comment: what is planned, or why nothing could be, and what became of it.
 *
 * @param changes the most destructive first; there may be fewer than the tally counts
 * @param drifted what was changed outside, in the same manner
 * @param outputs those that change; there may be fewer than the tally counts
 */
public record StackPart(
        Place place,
        Tally tally,
        List<Item> changes,
        List<Item> drifted,
        List<OutputItem> outputs,
        List<Notice> warnings,
        List<Gate> gates,
        Failure failure,
        Applied applied) {

    public StackPart {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(tally, "tally");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(applied, "applied");
        changes = List.copyOf(changes);
        drifted = List.copyOf(drifted);
        outputs = List.copyOf(outputs);
        warnings = List.copyOf(warnings);
        gates = List.copyOf(gates);
    }

    /** A plan that failed before there was anything to count. */
    public static StackPart failed(Place place, Failure failure) {
        return new StackPart(place, Tally.NONE, List.of(), List.of(), List.of(), List.of(), List.of(), failure, Applied.NOT_YET);
    }

    /** The same, with the gates that the plan breaks. */
    public StackPart with(List<Gate> broken) {
        return new StackPart(place, tally, changes, drifted, outputs, warnings, broken, failure, applied);
    }

    /** The same, after an apply. */
    public StackPart with(Applied outcome) {
        return new StackPart(place, tally, changes, drifted, outputs, warnings, gates, failure, outcome);
    }

    /** The same, with warnings. */
    public StackPart warning(List<Notice> all) {
        return new StackPart(place, tally, changes, drifted, outputs, all, gates, failure, applied);
    }

    /** Whether applying the plan would do nothing, and nothing else has to be said. */
    boolean isQuiet() {
        return failure.isNone() && gates.isEmpty() && warnings.isEmpty() && !applied.isThere() && tally.isEmpty();
    }
}
