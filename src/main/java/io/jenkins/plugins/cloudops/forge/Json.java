package io.jenkins.plugins.cloudops.forge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** Writes what is sent to a forge. */
final class Json {

    private static final JsonFactory JSON = new JsonFactory();

    private Json() {
    }

    /** @param namesAndTexts a name, its text, the next name, … */
    static String object(String... namesAndTexts) throws IOException {
        return write(json -> {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                json.writeStringField(namesAndTexts[i], namesAndTexts[i + 1]);
            }
        });
    }

    static String write(Fields fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Writes the fields of an object. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
