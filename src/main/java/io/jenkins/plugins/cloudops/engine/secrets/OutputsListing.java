package io.jenkins.plugins.cloudops.engine.secrets;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Sensitive outputs of a stack, as {@code terraform output -json} prints them: an object by name of objects with
 * {@code sensitive} and {@code value}. A value that is no text goes over as JSON.
 */
final class OutputsListing {

    private final SecretSource source;
    private final ValueFiles values;
    private final BiFunction<String, SecretValue, String> version;

    /** @param version gives one for a value */
    OutputsListing(SecretSource source, ValueFiles values, BiFunction<String, SecretValue, String> version) {
        this.source = source;
        this.values = values;
        this.version = version;
    }

    /**
     * Puts the values in place.
     *
     * @throws SecretsProblem if one that was asked for by name is missing, or is not sensitive
     */
    List<SourceSecret> read(Path file) throws IOException {
        TreeMap<String, SourceSecret> found = new TreeMap<>();
        Set<String> missing = new LinkedHashSet<>(source.names());
        try (JsonParser parser = Json.FACTORY.createParser(Files.newInputStream(file))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                SecretValue value = value(parser);
                boolean asked = source.names().isEmpty() || missing.remove(name);
                if (asked && value != null) {
                    String known = version.apply(name, value);
                    values.put(name, known, value);
                    found.put(name, new SourceSecret(name, name, known));
                } else if (asked && !source.names().isEmpty()) {
                    throw SecretsProblem.setting(Messages.OutputsListing_notSensitive(Visible.of(name)));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(Messages.Json_broken(file.getFileName()));
        }
        if (!missing.isEmpty()) {
            throw SecretsProblem.setting(Messages.OutputsListing_missing(source.label(), Visible.of(String.join(", ", missing))));
        }
        return List.copyOf(found.values());
    }

    /** Null if it is not sensitive. */
    private static SecretValue value(JsonParser parser) throws IOException {
        boolean sensitive = false;
        SecretValue value = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            if (field.equals("value")) {
                value = token == JsonToken.VALUE_STRING ? SecretValue.text(parser.getText()) : structure(parser);
            } else if (field.equals("sensitive")) {
                sensitive = token == JsonToken.VALUE_TRUE;
            } else {
                parser.skipChildren();
            }
        }
        return sensitive ? value : null;
    }

    private static SecretValue structure(JsonParser parser) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            json.copyCurrentStructure(parser);
        }
        return new SecretValue(out.toByteArray(), false);
    }
}
