package io.jenkins.plugins.cloudops.engine.secrets;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.cloudops.engine.process.ShellWords;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The calls of the AWS CLI, with their input as JSON in files, which has names and no values. Secrets Manager takes at most
 * 20 ids in {@code BatchGetSecretValue}, and at most 10 values in a filter of {@code ListSecrets}.
 */
final class AwsCalls {

    static final int BATCH = 20;
    static final int FILTER_VALUES = 10;
    /** With more names than that, everything is listed. */
    private static final int MOST_NAMES = 100;

    private final SecretSource source;

    AwsCalls(SecretSource source) {
        this.source = source;
    }

    /** What every call begins with. */
    String command() {
        List<String> words = new ArrayList<>(List.of("aws", "--output", "json", "--cli-connect-timeout", "15", "--cli-read-timeout", "60"));
        if (!source.endpoint().isEmpty()) {
            words.addAll(List.of("--endpoint-url", source.endpoint()));
        }
        if (!source.region().isEmpty()) {
            words.addAll(List.of("--region", source.region()));
        }
        words.add("secretsmanager");
        return ShellWords.join(words);
    }

    /** The inputs of the calls that list what is asked for: one at least. */
    List<String> lists() throws IOException {
        List<String> inputs = new ArrayList<>();
        List<String> names = source.names();
        boolean byName = listsByName();
        for (int from = 0; from == 0 || byName && from < names.size(); from += FILTER_VALUES) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
                json.writeStartObject();
                json.writeArrayFieldStart("Filters");
                if (byName) {
                    filter(json, "name", names.subList(from, Math.min(names.size(), from + FILTER_VALUES)));
                } else if (!source.prefix().isEmpty()) {
                    filter(json, "name", List.of(source.prefix()));
                }
                tag(json);
                json.writeEndArray();
                json.writeEndObject();
            }
            inputs.add(text.toString());
        }
        return inputs;
    }

    private boolean listsByName() {
        List<String> names = source.names();
        return !names.isEmpty() && names.size() <= MOST_NAMES && names.stream().noneMatch(name -> name.startsWith("arn:"));
    }

    /** Whether all that has the prefix and the tags is listed. */
    boolean listsAll() {
        return !listsByName();
    }

    private void tag(JsonGenerator json) throws IOException {
        if (!source.tags().isEmpty() && source.tags().size() <= FILTER_VALUES) {
            // One of these; the rest is told from the answer.
            Map.Entry<String, String> tag = source.tags().entrySet().iterator().next();
            filter(json, "tag-key", List.of(tag.getKey()));
        }
    }

    /** The input of a call that gets the current values of all secrets whose names begin with one of at most 10 prefixes. */
    String many(List<String> prefixes) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Filters");
            filter(json, "name", prefixes);
            tag(json);
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void filter(JsonGenerator json, String key, List<String> values) throws IOException {
        json.writeStartObject();
        json.writeStringField("Key", key);
        json.writeArrayFieldStart("Values");
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Whether the current versions are asked for, which is all that a batch gives. */
    boolean inBatches() {
        return source.stage().isEmpty() && source.version().isEmpty();
    }

    /** The input of a call that gets the current values of some secrets. */
    static String batch(List<SourceSecret> secrets) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("SecretIdList");
            for (SourceSecret secret : secrets) {
                json.writeString(secret.id());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    /** The input of a call that gets one value. */
    String one(SourceSecret secret) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("SecretId", secret.id());
            if (!inBatches()) {
                json.writeStringField("VersionId", secret.version());
            }
            json.writeEndObject();
        }
        return text.toString();
    }
}
