package io.jenkins.plugins.cloudops.engine.terraform;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small JSON object that we wrote ourselves, by its fields. One that is missing, null or of another
 * kind is empty, zero or false, so that what an earlier or later version wrote can be read; only a number
 * that is none is refused. Values are strings, booleans, {@code Integer}, {@code Long},
 * {@code BigInteger}, {@code BigDecimal}, null, and lists and maps of these.
 */
public final class JsonObject {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> fields;

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** @throws IOException if the text is no JSON object, or more than one; it is not quoted, since it may be secret */
    public static JsonObject read(String text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("This is not a JSON object");
            }
            JsonObject object = new JsonObject(fields(json));
            if (json.nextToken() != null) {
                throw new IOException("There is something behind a JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new IOException("This is not JSON: " + e.getClass().getSimpleName());
        }
    }

    public String text(String name) {
        Object value = fields.get(name);
        return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
    }

    /** @throws IOException if there is something else than a whole number */
    public long number(String name) throws IOException {
        String text = text(name);
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("The field " + name + " is no number: " + text, e);
        }
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Any values. */
    public Map<String, Object> map(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? strings(map) : Map.of();
    }

    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonObject inner = new JsonObject(map(name));
        inner.fields.keySet().forEach(key -> texts.put(key, inner.text(key)));
        return texts;
    }

    public List<String> list(String name) {
        List<String> texts = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            list.forEach(element -> texts.add(String.valueOf(element)));
        }
        return texts;
    }

    /** The elements of a list that are objects. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            list.forEach(element -> {
                if (element instanceof Map<?, ?> map) {
                    objects.add(new JsonObject(strings(map)));
                }
            });
        }
        return objects;
    }

    public JsonObject object(String name) {
        return new JsonObject(map(name));
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> strings = new LinkedHashMap<>();
        map.forEach((key, value) -> strings.put((String) key, value));
        return strings;
    }

    private static Map<String, Object> fields(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static Object value(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT:
                return fields(json);
            case START_ARRAY:
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                return list;
            case VALUE_NUMBER_INT:
                return json.getNumberValue();
            case VALUE_NUMBER_FLOAT:
                return json.getDecimalValue();
            case VALUE_TRUE:
            case VALUE_FALSE:
                return json.getBooleanValue();
            case VALUE_NULL:
                return null;
            default:
                return json.getText();
        }
    }
}
