package io.jenkins.plugins.cloudops.local;

import hudson.model.BuildListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The log of a build: a file in its directory, which goes on where it was after a restart. */
public final class LocalLog implements BuildListener {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final transient PrintStream out;

    /** @param copy receives what is printed, too */
    public LocalLog(Path file, OutputStream copy) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
            OutputStream appending = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            out = new PrintStream(new Both(appending, copy), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LocalLog(Path file) {
        this(file, OutputStream.nullOutputStream());
    }

    @Override
    public PrintStream getLogger() {
        return out;
    }

    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> lines() {
        return text().lines().toList();
    }

    /** Writes to two at once. */
    private static final class Both extends OutputStream {

        private final OutputStream first;
        private final OutputStream second;

        Both(OutputStream first, OutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(int b) throws IOException {
            first.write(b);
            second.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            first.write(bytes, offset, length);
            second.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            first.flush();
            second.flush();
        }
    }
}
