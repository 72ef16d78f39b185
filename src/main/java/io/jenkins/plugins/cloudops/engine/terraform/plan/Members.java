package io.jenkins.plugins.cloudops.engine.terraform.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The members of an object in a stream of JSON, one after the other. */
final class Members {

    private Members() {
    }

    /** Reads the value at which the parser stands, to its end. */
    @FunctionalInterface
    interface Reading {
        void value(String name) throws IOException;
    }

    /** Reads the value at which the parser stands member by member; skips one that is no object. */
    static void read(JsonParser parser, Reading reading) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            reading.value(name);
        }
    }
}
