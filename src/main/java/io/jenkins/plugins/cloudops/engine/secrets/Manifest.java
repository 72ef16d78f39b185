package io.jenkins.plugins.cloudops.engine.secrets;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * Objects for one call of {@code kubectl apply --server-side}: a {@code List} of the API of Kubernetes as JSON, in a file that
 * only its owner can read and that goes to the CLI's standard input.
 */
final class Manifest implements AutoCloseable {

    /** Our field manager, and the value of the label. */
    static final String MANAGER = "cloudops-pipeline";
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String NOTES = "cloudops.jenkins.io/";
    static final String SOURCE = NOTES + "source";
    static final String VERSION = NOTES + "version";
    static final String TRACE = NOTES + "trace-id";
    static final String FINGERPRINT = NOTES + "fingerprint";
    static final String KEYS = NOTES + "keys";
    static final String SCOPE = NOTES + "scope";
    static final String MAPPING = NOTES + "mapping";
    /** An annotation whose change makes the operator refresh, as its documentation has it. */
    private static final String FORCE_SYNC = "force-sync";

    private final JsonGenerator json;
    private final String namespace;
    private int objects;
    private long bytes;

    Manifest(Path file, String namespace) throws IOException {
        OutputStream out = Files.newOutputStream(OwnFile.create(file), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.json = Json.FACTORY.createGenerator(out);
        this.namespace = namespace;
        json.writeStartObject();
        json.writeStringField("apiVersion", "v1");
        json.writeStringField("kind", "List");
        json.writeArrayFieldStart("items");
    }

    int objects() {
        return objects;
    }

    /** Of values, about. */
    long bytes() {
        return bytes;
    }

    /**
     * A Secret with its values.
     *
     * @param resourceVersion that it must still have; empty for one that is to be made
     * @param notes annotations
     */
    void secret(String name, String resourceVersion, Map<String, String> notes, Map<String, byte[]> data) throws IOException {
        begin("v1", "Secret", name, resourceVersion);
        json.writeObjectFieldStart("labels");
        json.writeStringField(MANAGED_BY, MANAGER);
        json.writeEndObject();
        texts("annotations", notes);
        json.writeEndObject();
        json.writeObjectFieldStart("data");
        for (Map.Entry<String, byte[]> entry : data.entrySet()) {
            json.writeStringField(entry.getKey(), Base64.getEncoder().encodeToString(entry.getValue()));
            bytes += entry.getValue().length;
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A Secret by its name alone, to be removed. */
    void name(String name) throws IOException {
        begin("v1", "Secret", name, "");
        json.writeEndObject();
        json.writeEndObject();
    }

    /** An ExternalSecret that is to be refreshed. */
    void refresh(ExternalSecrets.One one, Map<String, String> notes, String moment) throws IOException {
        begin(one.apiVersion(), "ExternalSecret", one.name(), one.resourceVersion());
        json.writeObjectFieldStart("annotations");
        json.writeStringField(FORCE_SYNC, moment);
        for (Map.Entry<String, String> note : notes.entrySet()) {
            json.writeStringField(note.getKey(), note.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void begin(String version, String kind, String name, String resourceVersion) throws IOException {
        objects++;
        json.writeStartObject();
        json.writeStringField("apiVersion", version);
        json.writeStringField("kind", kind);
        json.writeObjectFieldStart("metadata");
        json.writeStringField("name", name);
        json.writeStringField("namespace", namespace);
        if (!resourceVersion.isEmpty()) {
            json.writeStringField("resourceVersion", resourceVersion);
        }
    }

    private void texts(String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    /** A short digest of what is no secret. */
    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
