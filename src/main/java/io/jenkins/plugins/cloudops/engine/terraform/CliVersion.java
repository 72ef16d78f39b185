package io.jenkins.plugins.cloudops.engine.terraform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads what {@code version -json} prints, in Terraform and OpenTofu alike: {@code terraform_version}. */
public final class CliVersion {

    private static final JsonFactory JSON = new JsonFactory();

    private CliVersion() {
    }

    /** The version, such as {@code 1.11.4}; empty if there is none in the text. */
    public static String read(String json) {
        // A wrapper around the CLI may have something to say first.
        try (JsonParser parser = JSON.createParser(json.substring(Math.max(0, json.indexOf('{'))))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("terraform_version") && value == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException notJson) {
            return "";
        }
    }
}
