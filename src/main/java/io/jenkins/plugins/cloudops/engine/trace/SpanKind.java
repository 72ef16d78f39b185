package io.jenkins.plugins.cloudops.engine.trace;

/** What a span is to its neighbours, with the numbers of the OpenTelemetry protocol. */
public enum SpanKind {
    /** An operation within. */
    INTERNAL(1),
    /** Something that was asked for from outside. */
    SERVER(2),
    /** A request to something outside. */
    CLIENT(3);

    private final int number;

    SpanKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Anything unknown counts as internal. */
    static SpanKind of(int number) {
        for (SpanKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        return INTERNAL;
    }
}
