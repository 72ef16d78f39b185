package io.jenkins.plugins.cloudops.engine.redact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Values known to be secret, in the clear, in a file that only its owner can read: one JSON object a line with the kind of a
 * value and the value, {@code {"bound":"…"}}, {@code {"found":"…"}} or {@code {"number":"…"}}. Other kinds are skipped.
 */
public final class SecretsFile {

    static final String BOUND = "bound";
    static final String FOUND = "found";
    static final String NUMBER = "number";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Halves of characters cannot be written otherwise.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
            .build();

    private final Path path;

    public SecretsFile(Path path) {
        this.path = path;
    }

    /**
     * Adds what the file holds, which is nothing if there is none.
     *
     * @throws IOException when it is broken; without a piece of it
     */
    public void into(SensitiveValues values) throws IOException {
        try (InputStream in = Files.newInputStream(path); JsonParser parser = JSON.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    add(values, parser.currentName(), parser.getText());
                }
            }
        } catch (NoSuchFileException nothingKnown) {
            // As it says.
        } catch (JsonProcessingException broken) {
            // Without the cause: its message quotes the file.
            throw new IOException("The file of what has to be masked is broken: " + path);
        }
    }

    private static void add(SensitiveValues values, String kind, String value) {
        switch (kind) {
            case BOUND -> values.addBound(value);
            case FOUND -> values.add(value);
            case NUMBER -> values.addNumber(value);
            default -> { }
        }
    }

    /** Writes what is known in the place of what the file holds. It is there as a whole or not at all. */
    public void write(SensitiveValues values) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(fresh); JsonGenerator json = JSON.createGenerator(out)) {
            json.setRootValueSeparator(null);
            values.each((kind, value) -> line(json, kind, value));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void line(JsonGenerator json, String kind, String value) {
        try {
            json.writeStartObject();
            json.writeStringField(kind, value);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
