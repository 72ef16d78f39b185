package io.jenkins.plugins.cloudops.engine.terraform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The backend with its settings, as {@code init} recorded it in {@code terraform.tfstate} of the data directory:
 * {@code {"backend": {"type": "s3", "config": {"bucket": "states", "profile": null, …}}}}. The settings hold secrets when
 * they were given to {@code init}, which is why this has no text of its own.
 *
 * @param type {@code s3}; {@code local} when none is recorded
 * @param config the settings that have a value: texts, numbers as text, truth values, maps and lists of these
 */
public record BackendRecord(String type, Map<String, Object> config) {

    /** What is there without a record: the state is a file in the stack. */
    public static final BackendRecord NONE = new BackendRecord("local", Map.of());

    private static final JsonFactory JSON = new JsonFactory();

    public BackendRecord {
        Objects.requireNonNull(type, "type");
        config = Collections.unmodifiableMap(config);
    }

    /**
     * @param stack its absolute path
     * @param dataDirectory the value of {@code TF_DATA_DIR}, or empty
     * @throws IOException when there is a record and it cannot be read, or is no JSON
     */
    public static BackendRecord of(Path stack, String dataDirectory) throws IOException {
        Path record = stack.resolve(dataDirectory.isEmpty() ? ".terraform" : dataDirectory).resolve("terraform.tfstate");
        return Files.isRegularFile(record) ? in(Files.readString(record)) : NONE;
    }

    /** @throws IOException when it is no JSON; without its text, for the secrets in it */
    public static BackendRecord in(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && map(parser).get("backend") instanceof Map<?, ?> backend
                    && backend.get("type") instanceof String type) {
                return new BackendRecord(type, texts(backend.get("config")));
            }
            return NONE;
        } catch (IOException notJson) {
            throw new IOException(Messages.BackendRecord_unreadable());
        }
    }

    @Override
    public String toString() {
        return "backend " + type;
    }

    private static Map<String, Object> texts(Object config) {
        Map<String, Object> texts = new LinkedHashMap<>();
        if (config instanceof Map<?, ?> map) {
            map.forEach((name, value) -> texts.put(String.valueOf(name), value));
        }
        return texts;
    }

    private static Map<String, Object> map(JsonParser parser) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                map.put(name, value);
            }
        }
        return map;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object value = value(parser);
                    if (value != null) {
                        list.add(value);
                    }
                }
                yield list;
            }
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
