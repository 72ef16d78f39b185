package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Values on their way, one a file of mode 0600 below the run directory (mode 0700), with which they go. So only one is in
 * memory at a time. A file is a letter, {@code b} for bytes and {@code t} for text, its version in a line, and the value.
 */
final class ValueFiles {

    private static final String DIRECTORY = "values";

    private final Path directory;

    ValueFiles(Path run) {
        this.directory = run.resolve(DIRECTORY);
    }

    /** @param id of the secret at its source */
    void put(String id, String version, SecretValue value) throws IOException {
        OwnFile.directory(directory);
        byte[] head = ((value.isBinary() ? "b" : "t") + version + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + value.bytes().length);
        System.arraycopy(value.bytes(), 0, all, head.length, value.bytes().length);
        OwnFile.write(file(id), all);
    }

    boolean has(String id) {
        return Files.exists(file(id));
    }

    SecretValue get(String id) throws IOException {
        byte[] all = Files.readAllBytes(file(id));
        int end = end(all);
        return new SecretValue(Arrays.copyOfRange(all, end + 1, all.length), all[0] == 'b');
    }

    /** Which version it is that is there. */
    String version(String id) throws IOException {
        byte[] all = Files.readAllBytes(file(id));
        return new String(all, 1, end(all) - 1, StandardCharsets.UTF_8);
    }

    private static int end(byte[] all) {
        int end = 0;
        while (all[end] != '\n') {
            end++;
        }
        return end;
    }

    private Path file(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return directory.resolve(HexFormat.of().formatHex(digest, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
