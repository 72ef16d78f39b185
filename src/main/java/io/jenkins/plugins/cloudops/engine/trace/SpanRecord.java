package io.jenkins.plugins.cloudops.engine.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A span that is over. Attributes are strings, {@code Long}, {@code Double}, {@code Boolean} or lists of strings. Names and
 * values are kept as they are given and leave Jenkins: <em>whoever gives a text of a CLI, a forge or a user redacts it
 * first.</em> Long ones are cut at {@value #MAX_TEXT} characters, after that.
 *
 * @param parentSpanId empty for the first of a trace
 * @param start nanoseconds since 1970
 * @param end nanoseconds since 1970, not before the start
 * @param failed whether what it stands for went wrong
 * @param description what went wrong, in a sentence; can be empty
 */
public record SpanRecord(String traceId, String spanId, String parentSpanId, String name, SpanKind kind, long start, long end,
        Map<String, Object> attributes, List<Event> events, List<Link> links, boolean failed, String description) {

    static final int MAX_TEXT = 4_096;
    static final int MAX_NAME = 250;
    static final int MAX_ATTRIBUTES = 128;

    /** The attribute of a failure: its kind, as in {@code denied}. */
    public static final String ERROR_TYPE = "error.type";

    public SpanRecord {
        name = cut(name, MAX_NAME);
        end = Math.max(start, end);
        attributes = plain(attributes);
        events = List.copyOf(events);
        links = List.copyOf(links);
        description = cut(description, MAX_TEXT);
    }

    /** Something that happened at one moment. */
    public record Event(String name, long time, Map<String, Object> attributes) {
        public Event {
            name = cut(name, MAX_NAME);
            attributes = plain(attributes);
        }
    }

    /** Another span that has to do with it, of another trace perhaps. */
    public record Link(String traceId, String spanId, Map<String, Object> attributes) {
        public Link {
            attributes = plain(attributes);
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** In order, without nulls, and of the types that a reader knows. */
    private static Map<String, Object> plain(Map<String, Object> attributes) {
        Map<String, Object> plain = new LinkedHashMap<>();
        attributes.forEach((key, value) -> {
            if (value != null && !key.isEmpty() && plain.size() < MAX_ATTRIBUTES) {
                plain.put(key, value(value));
            }
        });
        return Collections.unmodifiableMap(plain);
    }

    private static Object value(Object value) {
        if (value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().limit(MAX_ATTRIBUTES).map(element -> cut(String.valueOf(element), MAX_TEXT)).toList();
        }
        return cut(value.toString(), MAX_TEXT);
    }

    /** The value of an attribute as text; empty if there is none. */
    public String text(String attribute) {
        Object value = attributes.get(attribute);
        return value == null ? "" : value.toString();
    }

    /** Milliseconds. */
    public long duration() {
        return (end - start) / 1_000_000;
    }

    /** Puts one together. Not thread-safe. */
    public static final class Builder {

        private final String spanId;
        private final String parentSpanId;
        private String name;
        private SpanKind kind = SpanKind.INTERNAL;
        private final long start;
        private final long end;
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private final List<Event> events = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private boolean failed;
        private String description = "";

        /**
         * @param start nanoseconds since 1970
         * @param end nanoseconds since 1970
         */
        public Builder(String spanId, String parentSpanId, String name, long start, long end) {
            this.spanId = spanId;
            this.parentSpanId = parentSpanId;
            this.name = name;
            this.start = start;
            this.end = end;
        }

        public Builder name(String better) {
            name = better;
            return this;
        }

        public Builder kind(SpanKind other) {
            kind = other;
            return this;
        }

        /** @param value nothing is added for null or an empty text */
        public Builder attribute(String key, Object value) {
            if (value != null && !value.equals("")) {
                attributes.put(key, value);
            }
            return this;
        }

        public Builder attributes(Map<String, ?> more) {
            more.forEach(this::attribute);
            return this;
        }

        /** @param millis when it happened, since 1970 */
        public Builder event(String what, long millis, Map<String, Object> details) {
            events.add(new Event(what, millis * 1_000_000, details));
            return this;
        }

        public Builder link(TraceContext other, Map<String, Object> details) {
            if (other.isPresent()) {
                links.add(new Link(other.traceId(), other.spanId(), details));
            }
            return this;
        }

        /**
         * It went wrong.
         *
         * @param type the kind, in a word of a small set: {@code denied}
         * @param sentence what is known, redacted; can be empty
         */
        public Builder failed(String type, String sentence) {
            failed = true;
            description = sentence;
            return attribute(ERROR_TYPE, type);
        }

        public SpanRecord of(String traceId) {
            return new SpanRecord(traceId, spanId, parentSpanId, name, kind, start, end, attributes, events, links, failed, description);
        }
    }
}
