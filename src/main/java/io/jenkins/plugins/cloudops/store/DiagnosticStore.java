package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonGenerator;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tool said in the plans and applies of one build, in {@code cloudops/diagnostics} of its directory: for each
 * {@code ID.json}, one JSON object with the fields of {@link StoredDiagnostics}. Unknown fields are skipped.
 */
public final class DiagnosticStore {

    private final JsonFiles<StoredDiagnostics> files;

    private DiagnosticStore(JsonFiles<StoredDiagnostics> files) {
        this.files = files;
    }

    public static DiagnosticStore of(Run<?, ?> build) {
        return new DiagnosticStore(new JsonFiles<>(build.getRootDir().toPath().resolve("cloudops/diagnostics"), "what was said in",
                DiagnosticStore::read, DiagnosticStore::write));
    }

    /** What was said in one plan or apply replaces what was said in it before. */
    public void save(StoredDiagnostics said) throws IOException {
        files.save(said.id(), said);
    }

    /** Nothing, if nothing was said. */
    public StoredDiagnostics get(String id) throws IOException {
        StoredDiagnostics said = files.get(id);
        return said == null ? StoredDiagnostics.none(id) : said;
    }

    private static void write(JsonGenerator json, StoredDiagnostics said) throws IOException {
        json.writeStringField("id", said.id());
        write(json, "errors", said.errors());
        write(json, "warnings", said.warnings());
    }

    private static void write(JsonGenerator json, String name, List<StoredDiagnostics.Said> all) throws IOException {
        json.writeArrayFieldStart(name);
        for (StoredDiagnostics.Said said : all) {
            json.writeStartObject();
            json.writeStringField("summary", said.summary());
            json.writeStringField("detail", said.detail());
            json.writeStringField("where", said.where());
            json.writeNumberField("count", said.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static StoredDiagnostics read(JsonObject json) throws IOException {
        return new StoredDiagnostics(json.text("id"), all(json, "errors"), all(json, "warnings"));
    }

    private static List<StoredDiagnostics.Said> all(JsonObject json, String name) throws IOException {
        List<StoredDiagnostics.Said> all = new ArrayList<>();
        for (JsonObject said : json.objects(name)) {
            all.add(new StoredDiagnostics.Said(said.text("summary"), said.text("detail"), said.text("where"), (int) said.number("count")));
        }
        return all;
    }
}
