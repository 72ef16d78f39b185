package io.jenkins.plugins.cloudops.engine.incident;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value in a JSON text, and where it stands there, so that it can be replaced without touching the rest.
 * Names that an object has twice are refused, since it is not said which of them counts.
 */
final class JsonNode {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();

    private final String raw;
    private final JsonToken token;
    private final String text;
    private final int start;
    private final Map<String, JsonNode> fields = new LinkedHashMap<>();
    private final List<JsonNode> elements = new ArrayList<>();

    private JsonNode(String raw, JsonToken token, String text, int start) {
        this.raw = raw;
        this.token = token;
        this.text = text;
        this.start = start;
    }

    /** @throws IOException if the text is not one JSON value */
    static JsonNode read(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            if (parser.currentToken() == null) {
                throw new IOException("nothing is in it");
            }
            JsonNode node = value(json, parser);
            if (parser.nextToken() != null) {
                throw new IOException("there is more behind its end");
            }
            return node;
        }
    }

    private static JsonNode value(String json, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (token == JsonToken.START_OBJECT) {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(json, parser));
            }
            JsonNode node = new JsonNode(json.substring(start, end(parser)), token, "", start);
            node.fields.putAll(fields);
            return node;
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonNode> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(json, parser));
            }
            JsonNode node = new JsonNode(json.substring(start, end(parser)), token, "", start);
            node.elements.addAll(elements);
            return node;
        }
        String text = parser.getText();
        // A number has ended only when the character behind it was seen, so its end is told by its text.
        int end = token.isNumeric() ? start + text.length() : end(parser);
        return new JsonNode(json.substring(start, end), token, text, start);
    }

    private static int end(JsonParser parser) throws IOException {
        parser.finishToken();
        return (int) parser.currentLocation().getCharOffset();
    }

    boolean isObject() {
        return token == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return token == JsonToken.START_ARRAY;
    }

    boolean isText() {
        return token == JsonToken.VALUE_STRING;
    }

    boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }

    /** The value of a string, a number, or a word; empty for what has parts. */
    String text() {
        return text;
    }

    /** As it stands in the text. */
    String raw() {
        return raw;
    }

    Map<String, JsonNode> fields() {
        return fields;
    }

    List<JsonNode> elements() {
        return elements;
    }

    /** Null if there is none. */
    JsonNode field(String name) {
        return fields.get(name);
    }

    /** The text of the whole with another value here. */
    String replaced(String whole, String value) {
        return whole.substring(0, start) + value + whole.substring(start + raw.length());
    }

    int start() {
        return start;
    }

    /** A string as JSON. */
    static String quoted(String text) {
        return '"' + String.valueOf(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
