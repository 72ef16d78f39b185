package io.jenkins.plugins.cloudops.store;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadDigest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The sealed files of one build, {@code ID.PART.sealed} beside its plans. They come from an agent and go to
 * one in a stream, so that nothing of them is ever in clear on the controller's disk. Each opens as this part of
 * this id of this build only; the build is known by its number and the time when it was scheduled, which a new
 * name of its job does not change.
 */
final class SealedParts {

    private static final String ENDING = ".sealed";

    private final Path directory;
    private final String job;
    private final int number;
    private final long scheduled;

    private SealedParts(Path directory, String job, int number, long scheduled) {
        this.directory = directory;
        this.job = job;
        this.number = number;
        this.scheduled = scheduled;
    }

    static SealedParts of(Run<?, ?> build) {
        return new SealedParts(build.getRootDir().toPath().resolve(PlanStore.DIRECTORY),
                build.getParent().getFullName(), build.getNumber(), build.getTimeInMillis());
    }

    /** The full name of the job and the number of the build, for people. */
    String build() {
        return job + "#" + number;
    }

    /** Its full name. */
    String job() {
        return job;
    }

    int number() {
        return number;
    }

    Path directory() {
        return directory;
    }

    /** @throws IllegalArgumentException if the id cannot be one */
    SealedFile file(String id, String part) {
        if (!JsonFiles.isId(id)) {
            throw new IllegalArgumentException("Not an id: " + id);
        }
        return new SealedFile(directory.resolve(id + "." + part + ENDING), "build " + number + " of " + scheduled + "\n" + id + "\n" + part);
    }

    void saveText(String id, String part, String text) throws IOException {
        try (SealedOutput out = file(id, part).create()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.commit();
        }
    }

    String readText(String id, String part) throws IOException {
        try (InputStream in = file(id, part).open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Copies a file from an agent.
     *
     * @param digest the SHA-256 that it has to have
     * @throws IOException with a sentence if it is another file, or became one meanwhile
     */
    void save(String id, String part, FilePath source, String digest) throws IOException, InterruptedException {
        try (SealedOutput out = file(id, part).create()) {
            Intake intake = new Intake(out);
            source.copyTo(intake);
            if (!intake.digest().equals(digest)) {
                throw new IOException(Messages.SealedParts_changedMeanwhile(source.getRemote()));
            }
            out.commit();
        }
    }

    /**
     * Copies a file to an agent, into one that is there already with the permissions that it shall have.
     *
     * @param digest the SHA-256 that it has to have when it has arrived
     * @throws IOException with a sentence if anything else came of it; the target is deleted then
     */
    void copyTo(String id, String part, FilePath target, String digest) throws IOException, InterruptedException {
        try {
            try (InputStream in = file(id, part).open()) {
                target.copyFrom(in);
            }
            if (!target.act(new ReadDigest()).equals(digest)) {
                throw new IOException(Messages.SealedParts_arrivedOtherwise(target.getRemote()));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            delete(target, e);
            throw e;
        }
    }

    /** Deletes what is of no use after a failure, and does not hide it. */
    static void delete(FilePath file, Exception failure) {
        try {
            file.delete();
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Deletes a part and what was begun of it; fine if there is none. */
    void drop(String id, String part) throws IOException {
        Path file = file(id, part).path();
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".new"));
    }

    /** Takes a digest of what comes by. Whoever sends it closes it whether all has come or not, so that says nothing. */
    private static final class Intake extends FilterOutputStream {

        private final MessageDigest sha256;

        Intake(SealedOutput out) {
            super(out);
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            sha256.update(bytes, offset, length);
        }

        @Override
        public void close() {
            // Not the end.
        }

        String digest() {
            return HexFormat.of().formatHex(sha256.digest());
        }
    }
}
