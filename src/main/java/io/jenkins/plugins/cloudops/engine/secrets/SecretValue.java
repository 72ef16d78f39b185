package io.jenkins.plugins.cloudops.engine.secrets;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The value of a secret: bytes, as they are at the source. Never shown. */
final class SecretValue {

    /** The key of a value that has none of its own. */
    static final String ONLY = "value";

    private final byte[] bytes;
    private final boolean binary;

    SecretValue(byte[] bytes, boolean binary) {
        this.bytes = bytes;
        this.binary = binary;
    }

    static SecretValue text(String text) {
        return new SecretValue(text.getBytes(StandardCharsets.UTF_8), false);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the source says that it is not text. */
    boolean isBinary() {
        return binary;
    }

    /**
     * What it has by key: the fields of a JSON object, texts as they are and anything else as JSON; otherwise itself
     * under {@link #ONLY}.
     */
    Map<String, byte[]> keys() {
        Map<String, byte[]> fields = binary ? null : fields();
        return fields == null || fields.isEmpty() ? Map.of(ONLY, bytes) : fields;
    }

    /** Whether it has keys of its own. */
    boolean hasKeys() {
        Map<String, byte[]> fields = binary ? null : fields();
        return fields != null && !fields.isEmpty();
    }

    /** The fields of a JSON object, or null if it is none. */
    Map<String, byte[]> fields() {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
            parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                fields.put(key, value == JsonToken.VALUE_STRING || value.isNumeric() || value.isBoolean()
                        ? parser.getText().getBytes(StandardCharsets.UTF_8)
                        : value == JsonToken.VALUE_NULL ? new byte[0] : structure(parser));
            }
            return parser.nextToken() == null ? fields : null;
        } catch (JsonProcessingException noJson) {
            return null;
        } catch (IOException impossible) {
            throw new IllegalStateException("reading an array");
        }
    }

    private static byte[] structure(JsonParser parser) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            json.copyCurrentStructure(parser);
        }
        return out.toByteArray();
    }

    /** The text that bytes are, or null if they are none. */
    static String textOf(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "SecretValue";
    }
}
