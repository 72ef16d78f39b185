package io.jenkins.plugins.cloudops.engine.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes spans as lines of OTLP JSON, in UTF-8: each line is a whole {@code ExportTraceServiceRequest} as
 * <a href="https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/">the file exporter</a> of OpenTelemetry writes
 * it, so that any collector reads the file. Not redacted: that is a matter of whoever made the span.
 */
public final class SpanLines {

    /** What made the spans, for those who look at them. */
    public static final String SCOPE = "io.jenkins.plugins.cloudops-pipeline";

    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] beginning;

    /** @param resource what all spans of this controller have in common: {@code service.name} */
    public SpanLines(Map<String, String> resource) {
        this.beginning = beginning(resource);
    }

    private static byte[] beginning(Map<String, String> resource) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false);
            json.writeStartObject();
            json.writeArrayFieldStart("resourceSpans");
            json.writeStartObject();
            json.writeObjectFieldStart("resource");
            attributes(json, resource);
            json.writeEndObject();
            json.writeArrayFieldStart("scopeSpans");
            json.writeStartObject();
            json.writeObjectFieldStart("scope");
            json.writeStringField("name", SCOPE);
            json.writeEndObject();
            json.writeArrayFieldStart("spans");
        } catch (IOException e) {
            throw new IllegalStateException("Memory is always there", e);
        }
        return bytes.toByteArray();
    }

    /** One line with its end, for at least one span. */
    public byte[] line(List<SpanRecord> spans) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + 512 * spans.size());
        bytes.writeBytes(beginning);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setRootValueSeparator(null);
            boolean first = true;
            for (SpanRecord span : spans) {
                if (!first) {
                    json.writeRaw(',');
                }
                first = false;
                span(json, span);
            }
            json.writeRaw("]}]}]}\n");
        } catch (IOException e) {
            throw new IllegalStateException("Memory is always there", e);
        }
        return bytes.toByteArray();
    }

    private static void span(JsonGenerator json, SpanRecord span) throws IOException {
        json.writeStartObject();
        json.writeStringField("traceId", span.traceId());
        json.writeStringField("spanId", span.spanId());
        if (!span.parentSpanId().isEmpty()) {
            json.writeStringField("parentSpanId", span.parentSpanId());
        }
        json.writeNumberField("flags", 1);
        json.writeStringField("name", span.name());
        json.writeNumberField("kind", span.kind().number());
        json.writeStringField("startTimeUnixNano", Long.toString(span.start()));
        json.writeStringField("endTimeUnixNano", Long.toString(span.end()));
        attributes(json, span.attributes());
        if (!span.events().isEmpty()) {
            json.writeArrayFieldStart("events");
            for (SpanRecord.Event event : span.events()) {
                json.writeStartObject();
                json.writeStringField("timeUnixNano", Long.toString(event.time()));
                json.writeStringField("name", event.name());
                attributes(json, event.attributes());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!span.links().isEmpty()) {
            json.writeArrayFieldStart("links");
            for (SpanRecord.Link link : span.links()) {
                json.writeStartObject();
                json.writeStringField("traceId", link.traceId());
                json.writeStringField("spanId", link.spanId());
                attributes(json, link.attributes());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeObjectFieldStart("status");
        if (span.failed()) {
            if (!span.description().isEmpty()) {
                json.writeStringField("message", span.description());
            }
            json.writeNumberField("code", 2);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void attributes(JsonGenerator json, Map<String, ?> attributes) throws IOException {
        if (attributes.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("attributes");
        for (Map.Entry<String, ?> attribute : attributes.entrySet()) {
            json.writeStartObject();
            json.writeStringField("key", attribute.getKey());
            json.writeFieldName("value");
            value(json, attribute.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** 64-bit numbers are texts in the JSON of protocol buffers. */
    private static void value(JsonGenerator json, Object value) throws IOException {
        json.writeStartObject();
        if (value instanceof Boolean flag) {
            json.writeBooleanField("boolValue", flag);
        } else if (value instanceof Long number) {
            json.writeStringField("intValue", number.toString());
        } else if (value instanceof Double number) {
            json.writeNumberField("doubleValue", number);
        } else if (value instanceof List<?> list) {
            json.writeObjectFieldStart("arrayValue");
            json.writeArrayFieldStart("values");
            for (Object element : list) {
                value(json, element);
            }
            json.writeEndArray();
            json.writeEndObject();
        } else {
            json.writeStringField("stringValue", value.toString());
        }
        json.writeEndObject();
    }
}
