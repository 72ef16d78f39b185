package io.jenkins.plugins.cloudops.engine.secrets;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is planned, in a file of the run directory between two stages: one JSON object a line, without a value. */
final class SyncEntries {

    private static final String FILE = "planned.jsonl";

    private final Path file;

    SyncEntries(Path run) {
        this.file = run.resolve(FILE);
    }

    void write(List<SyncEntry> entries) throws IOException {
        Path written = OwnFile.create(file.resolveSibling(FILE + ".new"));
        try (JsonGenerator json = Json.FACTORY.createGenerator(Files.newOutputStream(written, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING))) {
            json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
            for (SyncEntry entry : entries) {
                json.writeStartObject();
                json.writeStringField("target", String.valueOf(entry.target()));
                json.writeStringField("name", entry.name());
                json.writeStringField("source", entry.source());
                json.writeStringField("version", entry.version());
                json.writeStringField("action", entry.action().word());
                json.writeStringField("call", entry.call());
                json.writeStringField("millis", String.valueOf(entry.millis()));
                json.writeStringField("message", entry.message());
                json.writeEndObject();
            }
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    List<SyncEntry> read() throws IOException {
        List<SyncEntry> entries = new ArrayList<>();
        try (JsonParser parser = Json.FACTORY.createParser(Files.newInputStream(file))) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Object> entry = Json.object(parser);
                entries.add(new SyncEntry(Integer.parseInt(Json.text(entry, "target")), Json.text(entry, "name"),
                        Json.text(entry, "source"), Json.text(entry, "version"), SyncAction.of(Json.text(entry, "action")),
                        Json.text(entry, "call"), Long.parseLong(Json.text(entry, "millis")), Json.text(entry, "message")));
            }
        }
        return entries;
    }
}
