package io.jenkins.plugins.cloudops.engine.terraform.apply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The operations of an apply for the trace of the build: one JSON object a line, in UTF-8, from an agent to the controller
 * of the same version. Closing it closes the stream.
 *
 * <pre>{"address", "action", "number", "start", "end", "done", "problem"}</pre>
 */
public final class StepLines implements ResourceSink, Closeable {

    private static final JsonFactory JSON = new JsonFactory();
    /** Enough to know what went wrong; many resources can have the same long problem. */
    private static final int MOST = 1_000;

    private final JsonGenerator json;
    private final Redactor redactor;
    private final ResourceSink other;

    /**
     * @param redactor takes secrets out of addresses and problems
     * @param other gets the resources themselves
     */
    public StepLines(OutputStream out, Redactor redactor, ResourceSink other) throws IOException {
        this.json = JSON.createGenerator(out).setRootValueSeparator(null);
        this.redactor = redactor;
        this.other = other;
    }

    /**
     * One of the lines.
     *
     * @param action as in {@code create}
     * @param problem why it was not done, as far as that is known, redacted
     */
    public record Line(String address, String action, int number, long start, long end, boolean done, String problem) {

        /** @throws IOException when it is not one of these */
        public static Line read(String line) throws IOException {
            Map<String, String> fields = new HashMap<>();
            try (JsonParser parser = JSON.createParser(line)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, parser.getText());
                }
            }
            try {
                return new Line(fields.getOrDefault("address", ""), fields.getOrDefault("action", ""),
                        Integer.parseInt(fields.get("number")), Long.parseLong(fields.get("start")),
                        Long.parseLong(fields.get("end")), Boolean.parseBoolean(fields.get("done")),
                        fields.getOrDefault("problem", ""));
            } catch (NumberFormatException e) {
                throw new IOException("An operation of an apply is not readable", e);
            }
        }

        /** The type of the resource, as in {@code aws_instance}; empty if the address does not say. */
        public String type() {
            String plain = address.replaceAll("\\[[^\\]]*\\]", "");
            String[] parts = plain.split("\\.");
            return parts.length < 2 ? "" : parts[parts.length - 2];
        }
    }

    @Override
    public void resource(ResourceOutcome resource) throws IOException {
        other.resource(resource);
    }

    @Override
    public void step(ResourceOutcome plain, ResourceStep step) throws IOException {
        ResourceOutcome resource = plain.redacted(redactor);
        json.writeStartObject();
        json.writeStringField("address", resource.address());
        json.writeStringField("action", step.action().word());
        json.writeNumberField("number", step.number());
        json.writeNumberField("start", step.start());
        json.writeNumberField("end", step.end());
        json.writeBooleanField("done", step.done());
        if (!step.done() && !resource.problem().isEmpty()) {
            String problem = resource.problem();
            json.writeStringField("problem", problem.length() > MOST ? problem.substring(0, MOST) + "…" : problem);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
