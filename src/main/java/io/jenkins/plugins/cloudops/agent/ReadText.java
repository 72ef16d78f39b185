package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Reads a file of text in UTF-8 as a whole. */
public final class ReadText extends MasterToSlaveFileCallable<ReadText.Found> {

    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most in bytes; nothing of a longer one is read */
    public ReadText(int most) {
        this.most = most;
    }

    /** What there is. */
    public enum State {
        TEXT, MISSING, NO_FILE, DENIED, TOO_LONG, NO_TEXT
    }

    /**
     * What was found.
     *
     * @param path of the file itself, when links were followed; as it was given if there is none
     * @param text empty unless there is one
     */
    public record Found(State state, String path, String text) implements Serializable {
    }

    @Override
    public Found invoke(File file, VirtualChannel channel) throws IOException {
        Path path;
        try {
            path = file.toPath();
        } catch (InvalidPathException e) {
            // What no file of this system can be called, such as 'a?.json' on Windows.
            return new Found(State.MISSING, file.getPath(), "");
        }
        try {
            path = path.toRealPath();
            if (!Files.isRegularFile(path)) {
                return new Found(State.NO_FILE, path.toString(), "");
            }
            byte[] bytes = read(path);
            return bytes.length > most ? new Found(State.TOO_LONG, path.toString(), "") : new Found(State.TEXT, path.toString(), decode(bytes));
        } catch (NoSuchFileException e) {
            return new Found(State.MISSING, path.toString(), "");
        } catch (AccessDeniedException e) {
            return new Found(State.DENIED, path.toString(), "");
        } catch (CharacterCodingException e) {
            return new Found(State.NO_TEXT, path.toString(), "");
        } catch (FileSystemException e) {
            // Nothing can be there: a name is too long, what should be a directory is a file, or links lead round in a circle.
            return new Found(State.MISSING, path.toString(), "");
        }
    }

    private byte[] read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(in.readNBytes(most + 1));
            return bytes.toByteArray();
        }
    }

    /** Strictly, so that encoding it again gives the same bytes. */
    static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
