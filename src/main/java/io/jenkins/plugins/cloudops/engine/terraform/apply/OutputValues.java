package io.jenkins.plugins.cloudops.engine.terraform.apply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.event.PlainValue;
import io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code terraform output -json} prints: an object with {@code {"sensitive", "type", "value"}} by name, values in the
 * clear, sensitive ones too. Read as a stream, with one output in memory at a time.
 *
 * @param values of the outputs that are not sensitive, as {@link PlainValue} makes them
 * @param sensitive the names of the others
 */
public record OutputValues(LinkedHashMap<String, Object> values, List<String> sensitive) implements Serializable {

    private static final long serialVersionUID = 1L;

    static final int MAX_STRING = 64 * 1024 * 1024;
    private static final int MAX_DEPTH = 300;
    private static final int MAX_NUMBER = 10_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    public OutputValues {
        values = new LinkedHashMap<>(values);
        sensitive = List.copyOf(sensitive);
    }

    /** @throws IOException when it is not that JSON; the message quotes nothing of it */
    public static OutputValues read(InputStream in) throws IOException {
        LinkedHashMap<String, Object> values = new LinkedHashMap<>();
        List<String> sensitive = new ArrayList<>();
        each(in, (name, secret, tape, value) -> {
            if (secret) {
                sensitive.add(name);
            } else {
                values.put(name, PlainValue.of(tape, value));
            }
        });
        return new OutputValues(values, sensitive);
    }

    /** Collects the values of the sensitive ones. */
    public static void collect(InputStream in, SensitiveValues into) throws IOException {
        each(in, (name, secret, tape, value) -> {
            if (secret) {
                tape.collect(value, into);
            }
        });
    }

    /**
     * The values of some outputs, <em>sensitive ones in the clear</em>, as texts for environment variables: a string as it
     * is, a number or a boolean as it is written, everything else as JSON without spaces.
     *
     * @param names which ones, of either kind
     * @return by name, in the order of the names
     * @throws BadSetting when there is no output of a name
     * @throws IOException when it is not the JSON of outputs; the message quotes nothing of it
     */
    public static Map<String, String> inTheClear(InputStream in, Collection<String> names) throws IOException {
        Set<String> all = new LinkedHashSet<>();
        Map<String, String> found = new LinkedHashMap<>();
        names.forEach(name -> found.put(name, null));
        each(in, (name, secret, tape, value) -> {
            all.add(name);
            if (found.containsKey(name)) {
                found.put(name, text(tape, value));
            }
        });
        for (Map.Entry<String, String> one : found.entrySet()) {
            if (one.getValue() == null) {
                throw new BadSetting(all.isEmpty()
                        ? Messages.OutputValues_none(one.getKey())
                        : Messages.OutputValues_missing(one.getKey(), "'" + String.join("', '", all) + "'"));
            }
        }
        return found;
    }

    private interface Each {
        void output(String name, boolean sensitive, JsonTape tape, int value) throws IOException;
    }

    private static void each(InputStream in, Each each) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(Messages.OutputValues_unreadable());
            }
            JsonTape tape = new JsonTape();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                tape.clear();
                int output = tape.copy(parser);
                int secret = tape.field(output, "sensitive");
                // What does not say that it is not sensitive is.
                each.output(name, !tape.isBoolean(secret) || tape.isTrue(secret), tape, tape.field(output, "value"));
            }
            if (parser.nextToken() != null) {
                throw new IOException(Messages.OutputValues_unreadable());
            }
        } catch (JsonProcessingException | CharConversionException e) {
            // Without the cause: Jackson's message quotes the document, and the document has secrets.
            throw new IOException(Messages.OutputValues_unreadable());
        }
    }

    private static String text(JsonTape tape, int value) throws IOException {
        if (tape.isString(value) || tape.isNumber(value)) {
            return tape.text(value);
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            PlainValue.write(tape, value, json);
        }
        return text.toString();
    }
}
