package io.jenkins.plugins.cloudops.engine.secrets;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Secrets in the clear in a file of mode 0600, since a user asked for it. It replaces what was there as a whole.
 * <ul>
 * <li>{@code onePasswordFile}: the CSV that 1Password imports as logins, {@code Title,Website,Username,Password,Notes}; keys that
 * are none of these stand in the notes, one a line,
 * <li>{@code dotenvFile}: lines {@code NAME='value'}, in double quotes with escapes where a value has a quote or a line break,
 * <li>{@code jsonFile}: an object by name of objects by key.
 * </ul>
 */
final class SecretFile implements AutoCloseable {

    private static final List<String> USER = List.of("username", "user", "login", "email");
    private static final List<String> PASSWORD = List.of("password", "pass", SecretValue.ONLY, "secret", "token");
    private static final List<String> SITE = List.of("url", "website", "endpoint", "host");

    private final SecretTarget target;
    private final Path written;
    private final Writer out;
    private final Map<String, String> variables = new TreeMap<>();
    private boolean first = true;

    /** @param file in the run directory, where it is written first */
    SecretFile(SecretTarget target, Path file) throws IOException {
        this.target = target;
        this.written = file;
        Files.deleteIfExists(file);
        out = Files.newBufferedWriter(OwnFile.create(file), StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        out.write(switch (target.kind()) {
            case ONE_PASSWORD -> "Title,Website,Username,Password,Notes\n";
            case JSON -> "{";
            default -> "";
        });
    }

    /**
     * The values as texts.
     *
     * @throws SecretsProblem if one is none
     */
    static Map<String, String> texts(SecretTarget target, Desired secret, Map<String, byte[]> data) {
        Map<String, String> texts = new TreeMap<>();
        data.forEach((key, bytes) -> {
            String text = SecretValue.textOf(bytes);
            if (text == null) {
                String sources = Visible.of(secret.sources().replace("\n", ", "));
                throw SecretsProblem.setting(key.isEmpty() ? Messages.SecretFile_binary(sources, target.label())
                        : Messages.SecretFile_binaryKey(sources, Visible.of(key), target.label()));
            }
            texts.put(key, text);
        });
        return texts;
    }

    /**
     * @param source for an error
     * @throws SecretsProblem if another secret has the same variable
     */
    void add(String name, String source, Map<String, String> texts) throws IOException {
        switch (target.kind()) {
            case ONE_PASSWORD -> onePassword(name, texts);
            case JSON -> json(name, texts);
            default -> dotenv(name, source, texts);
        }
        first = false;
    }

    private void onePassword(String name, Map<String, String> texts) throws IOException {
        Map<String, String> rest = new TreeMap<>(texts);
        String site = take(rest, SITE);
        String user = take(rest, USER);
        String password = take(rest, PASSWORD);
        StringBuilder notes = new StringBuilder();
        rest.forEach((key, value) -> notes.append(notes.length() == 0 ? "" : "\n").append(key).append(": ").append(value));
        out.write(String.join(",", cell(name), cell(site), cell(user), cell(password), cell(notes.toString())) + "\n");
    }

    private static String take(Map<String, String> texts, List<String> keys) {
        for (String wanted : keys) {
            for (String key : texts.keySet()) {
                String plain = key.toLowerCase(Locale.ROOT);
                if (plain.equals(wanted) || plain.endsWith("_" + wanted)) {
                    return texts.remove(key);
                }
            }
        }
        return "";
    }

    /** As RFC 4180 has it. */
    private static String cell(String text) {
        return text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') && text.equals(text.trim())
                ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private void json(String name, Map<String, String> texts) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
        StringWriter key = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(key)) {
            json.writeString(name);
        }
        out.write((first ? "\n  " : ",\n  ") + key + ": " + text);
    }

    private void dotenv(String name, String source, Map<String, String> texts) throws IOException {
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            String variable = TargetNames.variable(name, entry.getKey());
            String other = variables.put(variable, source);
            if (other != null) {
                throw SecretsProblem.setting(Messages.Desired_twice(Visible.of(other), Visible.of(source), variable,
                        target.label()));
            }
            out.write(variable + "=" + quoted(entry.getValue()) + "\n");
        }
    }

    private static String quoted(String value) {
        if (value.indexOf('\'') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
            return "'" + value + "'";
        }
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$").replace("`", "\\`")
                .replace("\n", "\\n").replace("\r", "\\r") + "\"";
    }

    /**
     * Puts it in place, at once and as a whole.
     *
     * @param place whose directory is made if it is not there
     */
    void commit(Path place) throws IOException {
        if (target.kind() == SecretTarget.Kind.JSON) {
            out.write("\n}\n");
        }
        out.close();
        Path parent = place.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path beside = FileMark.beside(place, "-new");
        Files.deleteIfExists(beside);
        try {
            OwnFile.write(beside, Files.readAllBytes(written));
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Leaves nothing behind that was not committed. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(written);
    }

    /** Names of secrets of a target, sorted, to write them in an order that does not change. */
    static List<Desired> sorted(List<Desired> secrets) {
        List<Desired> sorted = new ArrayList<>(secrets);
        sorted.sort(java.util.Comparator.comparing(Desired::name));
        return sorted;
    }
}
