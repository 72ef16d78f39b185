package io.jenkins.plugins.cloudops.engine.secrets;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says of a file with secrets that it is ours, and which versions are in it: beside it, as {@code .NAME.cloudops}, without a
 * value. It has a fingerprint of the file, so that a change by somebody else is seen.
 */
final class FileMark {

    private final String print;
    private final Map<String, String> secrets;

    /** @param secrets what tells a version and its mapping, by name */
    FileMark(String print, Map<String, String> secrets) {
        this.print = print;
        this.secrets = secrets;
    }

    /** A file of ours beside a file with secrets. */
    static Path beside(Path file, String what) {
        return file.resolveSibling("." + file.getFileName() + ".cloudops" + what);
    }

    /** The mark of a file, or null if it is not ours. */
    static FileMark of(Path file) throws IOException {
        Path mark = beside(file, "");
        if (!Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        Map<String, Object> json = Json.one(mark);
        Map<String, String> secrets = new LinkedHashMap<>();
        Json.map(json, "secrets").forEach((name, version) -> secrets.put(name.toString(), String.valueOf(version)));
        return new FileMark(Json.text(json, "file"), secrets);
    }

    void write(Path file) throws IOException {
        try (JsonGenerator json = Json.FACTORY.createGenerator(Files.newOutputStream(OwnFile.create(beside(file, "")),
                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
            json.writeStartObject();
            json.writeStringField("file", print);
            json.writeObjectFieldStart("secrets");
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                json.writeStringField(secret.getKey(), secret.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /** Whether the file is as we wrote it. */
    boolean fits(Path file, Fingerprint fingerprint) throws IOException {
        return Files.isRegularFile(file) && print(file, fingerprint).equals(print);
    }

    static String print(Path file, Fingerprint fingerprint) throws IOException {
        return fingerprint.of(String.valueOf(file.getFileName()), "", Files.readAllBytes(file));
    }

    Map<String, String> secrets() {
        return secrets;
    }

    /** What tells a version and its mapping. */
    static String version(Desired secret, String versions) {
        return versions + " " + Manifest.digest(secret.sources() + "\n" + secret.mapping());
    }
}
