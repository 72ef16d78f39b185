package io.jenkins.plugins.cloudops.engine.terraform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds which backends a configuration or the record of {@code init} names. What cannot be read names
 * no backend, since the CLI itself will say what is wrong with it.
 */
final class BackendBlocks {

    private static final JsonFactory JSON = new JsonFactory();
    /** The longest path that anybody asks for. */
    private static final int DEPTH = 3;

    private BackendBlocks() {
    }

    /** Types of {@code backend} blocks, and {@code cloud}, in a file in Terraform's own syntax. */
    static List<String> inHcl(String text) {
        return HclBackends.in(text);
    }

    /** The same in a file in JSON syntax. */
    static List<String> inJson(String text) {
        List<String> found = new ArrayList<>();
        fields(text, (path, parser) -> {
            if (path.equals("/terraform/cloud")) {
                found.add("cloud");
            } else if (path.startsWith("/terraform/backend/") && path.indexOf('/', 19) < 0) {
                found.add(path.substring(19));
            }
        });
        return found;
    }

    /** The type in {@code .terraform/terraform.tfstate}: {@code {"backend": {"type": "s3", …}}}. */
    static List<String> inRecord(String text) {
        List<String> found = new ArrayList<>();
        fields(text, (path, parser) -> {
            if (path.equals("/backend/type") && parser.currentToken() == JsonToken.VALUE_STRING) {
                found.add(parser.getText());
            }
        });
        return found;
    }

    /** Receives each field with the path of names to it, three at the most; arrays add nothing to a path. */
    private interface Visitor {
        void field(String path, JsonParser parser) throws IOException;
    }

    private static void fields(String text, Visitor visitor) {
        try (JsonParser parser = JSON.createParser(text)) {
            List<String> path = new ArrayList<>();
            List<Boolean> named = new ArrayList<>();
            String field = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> {
                        field = parser.currentName();
                        parser.nextToken();
                        if (path.size() < DEPTH) {
                            visitor.field("/" + String.join("/", path) + (path.isEmpty() ? "" : "/") + field, parser);
                        }
                        if (parser.currentToken().isStructStart()) {
                            path.add(field);
                            named.add(true);
                        }
                    }
                    case START_OBJECT, START_ARRAY -> named.add(false);
                    case END_OBJECT, END_ARRAY -> {
                        if (named.remove(named.size() - 1)) {
                            path.remove(path.size() - 1);
                        }
                    }
                    default -> { }
                }
            }
        } catch (IOException notJson) {
            // As far as it could be read.
        }
    }
}
