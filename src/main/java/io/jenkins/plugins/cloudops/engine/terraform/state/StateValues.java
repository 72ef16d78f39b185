package io.jenkins.plugins.cloudops.engine.terraform.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Collects the secrets of a state as {@code terraform state pull} prints it, and as it lies in a {@code .tfstate}: outputs
 * that are marked {@code "sensitive": true}, and the values of instances at the paths of {@code sensitive_attributes}.
 * The format is that of Terraform's {@code internal/states/statefile/version4.go}; OpenTofu writes the same.
 *
 * <p>A state does not say which attributes a provider's schema declares sensitive, only which got a mark from the
 * configuration: computed copies of a secret have none. A plan says more.
 *
 * <p>One output or instance is in memory at a time. Limits: strings of {@value #MAX_STRING} characters, a nesting of
 * {@value #MAX_DEPTH}.
 */
public final class StateValues {

    static final int MAX_STRING = 64 * 1024 * 1024;
    static final int MAX_DEPTH = 300;

    private static final Set<String> TYPES = Set.of("string", "number", "bool", "dynamic");
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(1024 * 1024)
                    .build())
            .build();

    private final JsonParser parser;
    private final SensitiveValues into;
    private final JsonTape tape = new JsonTape();

    private StateValues(JsonParser parser, SensitiveValues into) {
        this.parser = parser;
        this.into = into;
    }

    /**
     * Reads a state to its end, or as far as it is one, and does not close the stream. What was found before something
     * broken is kept.
     *
     * @return false if it is broken or no state of version 4: not every secret of it may be known then
     * @throws IOException when the stream fails
     */
    public static boolean collect(InputStream in, SensitiveValues into) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            return new StateValues(parser, into).state();
        } catch (JsonProcessingException | CharConversionException e) {
            return false;
        }
    }

    private boolean state() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        boolean known = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("version")) {
                known = value == JsonToken.VALUE_NUMBER_INT && parser.getText().equals("4");
            } else if (name.equals("outputs") && value == JsonToken.START_OBJECT) {
                outputs();
            } else if (name.equals("resources") && value == JsonToken.START_ARRAY) {
                resources();
            } else {
                parser.skipChildren();
            }
        }
        return known;
    }

    private void outputs() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
            tape.clear();
            int output = tape.copy(parser);
            if (tape.isTrue(tape.field(output, "sensitive"))) {
                tape.collect(tape.field(output, "value"), into);
            }
        }
    }

    private void resources() throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean instances = parser.currentName().equals("instances");
                if (parser.nextToken() == JsonToken.START_ARRAY && instances) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        tape.clear();
                        instance(tape.copy(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private void instance(int instance) {
        int attributes = tape.field(instance, "attributes");
        int paths = tape.field(instance, "sensitive_attributes");
        for (int path = tape.first(paths); path != JsonTape.NONE; path = tape.next(paths, path)) {
            int value = attributes;
            for (int step = tape.first(path); step != JsonTape.NONE; step = tape.next(path, step)) {
                value = step(value, step);
            }
            // A path that cannot be followed: more is masked rather than less.
            tape.collect(bare(value != JsonTape.NONE ? value : tape.field(attributes, first(path))), into);
        }
    }

    private String first(int path) {
        return tape.text(tape.field(tape.first(path), "value"));
    }

    /* A key of a map or list is an object with its type. */
    private int step(int value, int step) {
        int key = tape.field(step, "value");
        return child(bare(value), tape.isObject(key) ? tape.field(key, "value") : key);
    }

    /* What may have any type stands beside its type, as {"value": …, "type": "string"}, and no path mentions that. */
    private int bare(int value) {
        int type = tape.field(value, "type");
        int inner = tape.field(value, "value");
        boolean described = tape.isArray(type) || tape.isString(type) && TYPES.contains(tape.text(type));
        return tape.isObject(value) && inner != JsonTape.NONE && described ? inner : value;
    }

    private int child(int value, int key) {
        if (!tape.isArray(value)) {
            return tape.field(value, tape.text(key));
        }
        return tape.element(value, (int) tape.number(key, Integer.MAX_VALUE));
    }
}
