package io.jenkins.plugins.cloudops.engine.terraform.apply;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * Takes the state out of the stream of an apply that could write it nowhere else: neither to the backend nor into
 * {@code errored.tfstate}. With {@code -json} Terraform and OpenTofu print it as the member {@code state} of a {@code log}
 * line with the message {@code Emergency state dump} ({@code internal/command/views/json_view.go}); OpenTofu encrypts it if
 * it encrypts states. It is copied byte by byte, as a stream: it has every secret in the clear, can have any size, and
 * {@code state push} needs its numbers as they are.
 */
public final class StateDump {

    /** What was found. */
    public enum Found {
        /** No dump; no file was made. */
        NONE,
        /** The stream ends within the dump. The file has what there is, which is no state to push, but names resources. */
        CUT,
        /** A whole state. */
        WHOLE
    }

    private static final byte[] STATE = "\"state\":".getBytes(StandardCharsets.UTF_8);
    /* Between the message and the state there are only the module and the time. */
    private static final int MAX_BEFORE = 4_000;

    private final InputStream in;

    private StateDump(InputStream in) {
        this.in = in;
    }

    /**
     * @param stream the output of {@code apply -json}
     * @param target the file to make, readable and writable for its owner only; it appears when it is complete. A file that
     *     is there is replaced
     */
    public static Found extract(Path stream, Path target) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(stream), 64 * 1024)) {
            StateDump dump = new StateDump(in);
            if (!dump.find()) {
                return Found.NONE;
            }
            Path part = target.resolveSibling(target.getFileName() + ".part");
            try {
                Found found;
                try (OutputStream out = new BufferedOutputStream(create(part))) {
                    found = dump.copy(out) ? Found.WHOLE : Found.CUT;
                }
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return found;
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    private static OutputStream create(Path file) throws IOException {
        FileAttribute<?>[] attributes = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, attributes);
        } catch (FileAlreadyExistsException e) {
            // Left behind by a process that was killed; its permissions are not to be trusted.
            Files.delete(file);
            Files.createFile(file, attributes);
        }
        return Files.newOutputStream(file);
    }

    /** Goes to the first byte of the state. */
    private boolean find() throws IOException {
        int matched = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (matched >= 0 && next == EventLines.DUMP[matched]) {
                matched++;
            } else {
                matched = next == '\n' ? 0 : -1;
            }
            if (matched == EventLines.DUMP.length) {
                if (findState()) {
                    return true;
                }
                matched = -1;
            }
        }
        return false;
    }

    private boolean findState() throws IOException {
        byte[] last = new byte[STATE.length];
        for (int read = 0; read < MAX_BEFORE; read++) {
            int next = in.read();
            if (next < 0 || next == '\n') {
                return false;
            }
            System.arraycopy(last, 1, last, 0, last.length - 1);
            last[last.length - 1] = (byte) next;
            if (Arrays.equals(last, STATE)) {
                return true;
            }
        }
        return false;
    }

    /** Copies one object; whether it ends. */
    private boolean copy(OutputStream out) throws IOException {
        int depth = 0;
        boolean text = false;
        boolean escaped = false;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            out.write(next);
            if (text) {
                text = escaped || next != '"';
                escaped = !escaped && next == '\\';
            } else if (next == '"') {
                text = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if ((next == '}' || next == ']') && --depth == 0) {
                return true;
            }
        }
        return false;
    }
}
