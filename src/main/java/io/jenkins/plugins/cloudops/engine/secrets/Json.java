package io.jenkins.plugins.cloudops.engine.secrets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the CLIs print, as a stream of objects: only one of a list is in memory at a time. */
final class Json {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // What is read can be secret, and must not stand in a message.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
            .build();

    private Json() {
    }

    /** Takes one object of a list. */
    interface Taker {
        void take(Map<String, Object> object) throws IOException;
    }

    /**
     * Hands over each object of a list that stands under a name in the object of a file.
     *
     * @throws IOException if it is no JSON, without a piece of it
     */
    static void each(Path file, Map<String, Taker> lists) throws IOException {
        try (InputStream in = Files.newInputStream(file); JsonParser parser = FACTORY.createParser(in)) {
            if (parser.nextToken() == null) {
                // Some CLIs print nothing for nothing.
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Taker taker = lists.get(parser.currentName());
                JsonToken value = parser.nextToken();
                if (taker == null || value != JsonToken.START_ARRAY) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    taker.take(object(parser));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(Messages.Json_broken(file.getFileName()));
        }
    }

    /** The one object of a file. */
    static Map<String, Object> one(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file); JsonParser parser = FACTORY.createParser(in)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? object(parser) : Map.of();
        } catch (JsonProcessingException e) {
            throw new IOException(Messages.Json_broken(file.getFileName()));
        }
    }

    static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NULL -> null;
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            // As it is written: nobody calculates with it.
            default -> parser.getText();
        };
    }

    /** The text at a path of names; empty if there is none. */
    static String text(Object object, String... path) {
        Object found = at(object, path);
        return found instanceof Map || found instanceof List || found == null ? "" : found.toString();
    }

    /** The object at a path of names; empty if there is none. */
    static Map<?, ?> map(Object object, String... path) {
        return at(object, path) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** The list at a path of names; empty if there is none. */
    static List<?> list(Object object, String... path) {
        return at(object, path) instanceof List<?> list ? list : List.of();
    }

    private static Object at(Object object, String... path) {
        Object found = object;
        for (String name : path) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }
}
