package io.jenkins.plugins.cloudops.engine.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the lines that {@link SpanLines} wrote. One that is cut off, because the machine went down while it was written, is
 * passed over, and so is what is unknown in a line. In memory is one line.
 */
public final class SpanReader {

    private static final JsonFactory JSON = new JsonFactory();

    private SpanReader() {
    }

    /**
     * Reads a stream to its end, and does not close it.
     *
     * @return how many lines were passed over
     */
    public static int read(InputStream stream, Consumer<SpanRecord> spans) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 64 * 1024);
        int unreadable = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            try {
                line(line).forEach(spans);
            } catch (IOException | RuntimeException e) {
                unreadable++;
            }
        }
        return unreadable;
    }

    /**
     * The spans of one line.
     *
     * @throws IOException if it is no such line
     */
    public static List<SpanRecord> line(String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("This is no line of spans");
            }
            List<SpanRecord> spans = new ArrayList<>();
            for (Map<String, Object> resource : objects(object(json), "resourceSpans")) {
                for (Map<String, Object> scope : objects(resource, "scopeSpans")) {
                    for (Map<String, Object> span : objects(scope, "spans")) {
                        spans.add(span(span));
                    }
                }
            }
            return spans;
        }
    }

    private static SpanRecord span(Map<String, Object> fields) {
        SpanRecord.Builder span = new SpanRecord.Builder(text(fields, "spanId"), text(fields, "parentSpanId"), text(fields, "name"),
                number(fields, "startTimeUnixNano"), number(fields, "endTimeUnixNano"))
                .kind(SpanKind.of((int) number(fields, "kind"))).attributes(attributes(fields));
        List<SpanRecord.Event> events = new ArrayList<>();
        for (Map<String, Object> event : objects(fields, "events")) {
            events.add(new SpanRecord.Event(text(event, "name"), number(event, "timeUnixNano"), attributes(event)));
        }
        List<SpanRecord.Link> links = new ArrayList<>();
        for (Map<String, Object> link : objects(fields, "links")) {
            links.add(new SpanRecord.Link(text(link, "traceId"), text(link, "spanId"), attributes(link)));
        }
        SpanRecord plain = span.of(text(fields, "traceId"));
        Map<?, ?> status = fields.get("status") instanceof Map<?, ?> map ? map : Map.of();
        boolean failed = "2".equals(String.valueOf(status.get("code")));
        Object message = status.get("message");
        return new SpanRecord(plain.traceId(), plain.spanId(), plain.parentSpanId(), plain.name(), plain.kind(), plain.start(),
                plain.end(), plain.attributes(), events, links, failed, message == null ? "" : message.toString());
    }

    private static Map<String, Object> attributes(Map<String, Object> fields) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Map<String, Object> attribute : objects(fields, "attributes")) {
            if (attribute.get("value") instanceof Map<?, ?> value) {
                attributes.put(text(attribute, "key"), value(value));
            }
        }
        return attributes;
    }

    private static Object value(Map<?, ?> value) {
        if (value.get("intValue") != null) {
            return Long.valueOf(value.get("intValue").toString());
        }
        if (value.get("doubleValue") != null) {
            return Double.valueOf(value.get("doubleValue").toString());
        }
        if (value.get("boolValue") != null) {
            return value.get("boolValue");
        }
        if (value.get("arrayValue") instanceof Map<?, ?> array) {
            List<Object> elements = new ArrayList<>();
            if (array.get("values") instanceof List<?> list) {
                list.forEach(element -> elements.add(element instanceof Map<?, ?> one ? value(one) : ""));
            }
            return elements;
        }
        return String.valueOf(value.get("stringValue"));
    }

    private static String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }

    private static long number(Map<String, Object> fields, String name) {
        String text = text(fields, name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> fields, String name) {
        List<Map<String, Object>> objects = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            list.forEach(element -> objects.add(element instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of()));
        }
        return objects;
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }
}
