package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Things in a directory, for each {@code ID.json} with one JSON object. What is written replaces what was
 * there as a whole; unknown fields are skipped.
 */
final class JsonFiles<T> {

    private static final Logger LOGGER = Logger.getLogger(JsonFiles.class.getName());
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ENDING = ".json";
    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,64}");

    private final Path directory;
    private final String what;
    private final Reader<T> reader;
    private final Writer<T> writer;

    /** @param what one of them, to name it in Jenkins's log */
    JsonFiles(Path directory, String what, Reader<T> reader, Writer<T> writer) {
        this.directory = directory;
        this.what = what;
        this.reader = reader;
        this.writer = writer;
    }

    /** Whether a text can be an id, which is the name of a file, too. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    boolean isEmpty() {
        return !Files.isDirectory(directory);
    }

    void save(String id, T thing) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writer.write(json, thing);
            json.writeEndObject();
        }
        Files.createDirectories(directory);
        Path written = Files.writeString(directory.resolve(id + ".new"), text.toString(), StandardCharsets.UTF_8);
        Files.move(written, directory.resolve(id + ENDING), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The one with this id, or null. */
    T get(String id) throws IOException {
        if (!isId(id)) {
            return null;
        }
        try {
            return read(directory.resolve(id + ENDING));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** All of them. One that cannot be read is left out and named in Jenkins's log. */
    List<T> list(Comparator<T> order) {
        List<T> things = new ArrayList<>();
        try (Stream<Path> files = isEmpty() ? Stream.empty() : Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(ENDING)).forEach(file -> {
                try {
                    things.add(read(file));
                } catch (NoSuchFileException e) {
                    LOGGER.log(Level.FINE, "Gone meanwhile: " + file, e);
                } catch (IOException e) {
                    LOGGER.log(Level.WARNING, "Cannot read " + what + " in " + file, e);
                }
            });
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot list what is in " + directory, e);
        }
        things.sort(order);
        return things;
    }

    void remove(String id) throws IOException {
        Files.deleteIfExists(directory.resolve(id + ENDING));
    }

    private T read(Path file) throws IOException {
        return reader.read(JsonObject.read(Files.readString(file, StandardCharsets.UTF_8)));
    }

    /** Makes one of them out of its fields. */
    interface Reader<T> {
        T read(JsonObject json) throws IOException;
    }

    /** Writes the fields of one of them. */
    interface Writer<T> {
        void write(JsonGenerator json, T thing) throws IOException;
    }
}
