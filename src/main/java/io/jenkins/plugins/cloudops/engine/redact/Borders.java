package io.jenkins.plugins.cloudops.engine.redact;

import java.util.List;

/**
 * Where a text that goes on can be cut in two without a value being cut.
 *
 * @param undecided the first byte of what may be the beginning of a value, or how many bytes there are
 * @param values where values stand, in order, none overlapping another
 */
public record Borders(int undecided, List<Span> values) {

    /**
     * A part of a text, in bytes.
     *
     * @param from the first one
     * @param to the one after the last
     */
    public record Span(int from, int to) {
    }

    public Borders {
        values = List.copyOf(values);
    }

    /** The last place up to one that is within no value. */
    public int before(int place) {
        for (Span value : values) {
            if (value.from < place && place < value.to) {
                return value.from;
            }
        }
        return place;
    }
}
