package io.jenkins.plugins.cloudops.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.cloudops.engine.trace.SpanReader;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.engine.trace.TraceIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is kept of its trace with a build, in {@code cloudops/trace}: {@code trace.json} says which one it is, and
 * {@code spans.jsonl} has what was recorded, as lines of OTLP JSON.
 */
final class TraceFiles {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path directory;

    TraceFiles(Path build) {
        this.directory = build.resolve("cloudops").resolve("trace");
    }

    Path spans() {
        return directory.resolve("spans.jsonl");
    }

    boolean exist() {
        return Files.exists(directory.resolve("trace.json"));
    }

    /** The facts that were kept, or null if there are none that can be used. */
    TraceFacts load() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(Files.readString(directory.resolve("trace.json")))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
        } catch (NoSuchFileException e) {
            return null;
        }
        TraceFacts facts = TraceFacts.of(fields);
        return TraceIds.isTraceId(facts.context().traceId()) && TraceIds.isSpanId(facts.context().spanId()) ? facts : null;
    }

    void save(TraceFacts facts) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : facts.fields().entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        Files.createDirectories(directory);
        Path written = Files.writeString(directory.resolve("trace.new"), text.toString(), StandardCharsets.UTF_8);
        Files.move(written, directory.resolve("trace.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void append(byte[] lines) throws IOException {
        try {
            Files.write(spans(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (NoSuchFileException e) {
            Files.createDirectories(directory);
            Files.write(spans(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Ends a line that was cut off when the machine went down, so that the next one is not lost with it. */
    void mend() throws IOException {
        Path spans = spans();
        if (!Files.exists(spans) || Files.size(spans) == 0) {
            return;
        }
        byte[] last = new byte[1];
        try (var file = Files.newByteChannel(spans)) {
            file.position(file.size() - 1).read(java.nio.ByteBuffer.wrap(last));
        }
        if (last[0] != '\n') {
            append(new byte[] {'\n'});
        }
    }

    void read(Consumer<SpanRecord> sink) throws IOException {
        try (InputStream in = Files.newInputStream(spans())) {
            SpanReader.read(in, sink);
        } catch (NoSuchFileException e) {
            // Nothing was recorded yet.
        }
    }
}
