package io.jenkins.plugins.cloudops.engine.trace;

import java.io.Serializable;

/**
 * A span that is under way: all that has to be kept of it until it ends. Whoever opened it saves it with itself, be it as
 * XML or in a pipeline, and ends it, after a restart as well; an end that is told twice is recorded once.
 */
public final class OpenSpan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final String parent;
    private final String name;
    private final long start;

    /**
     * @param id of the span, 16 hexadecimal digits
     * @param parent the identifier of the span around it
     * @param name what it is called, without anything secret, and one of few: {@code terraform plan}
     * @param start milliseconds since 1970
     */
    public OpenSpan(String id, String parent, String name, long start) {
        this.id = id;
        this.parent = parent;
        this.name = name;
        this.start = start;
    }

    public String id() {
        return id;
    }

    public String parent() {
        return parent;
    }

    public String name() {
        return name;
    }

    /** Milliseconds since 1970. */
    public long start() {
        return start;
    }

    /** What to record once it is over; attributes and a failure are added to it. */
    public SpanRecord.Builder ended(long millis) {
        return new SpanRecord.Builder(id, parent, name, start * 1_000_000, millis * 1_000_000);
    }
}
