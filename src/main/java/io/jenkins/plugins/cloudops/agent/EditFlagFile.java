package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.incident.FileProblem;
import io.jenkins.plugins.cloudops.engine.incident.FlagFile;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/**
 * Makes the changes of an incident in a flag file, or undoes them. The file is replaced as a whole by one beside it, since
 * flagd that reads half a file serves no flags at all; its owner and mode stay. Doing it twice is as doing it once.
 */
public final class EditFlagFile extends MasterToSlaveFileCallable<EditFlagFile.Outcome> {

    private static final long serialVersionUID = 1L;
    private static final String MARK = ".cloudops-";

    private final ArrayList<Touch> touches;
    private final boolean clear;
    private final boolean force;

    private EditFlagFile(List<Touch> touches, boolean clear, boolean force) {
        this.touches = new ArrayList<>(touches);
        this.clear = clear;
        this.force = force;
    }

    public static EditFlagFile trigger(List<Touch> touches) {
        return new EditFlagFile(touches, false, false);
    }

    /** @param force also what somebody else wrote since */
    public static EditFlagFile clear(List<Touch> touches, boolean force) {
        return new EditFlagFile(touches, true, force);
    }

    /**
     * What came of it.
     *
     * @param left a sentence for each change that was not undone
     * @param problem why nothing was written; null if there is none
     * @param kind of the problem
     */
    public record Outcome(ArrayList<String> left, String problem, IncidentProblem.Kind kind) implements Serializable {

        /** @throws IncidentProblem if there was one */
        public List<String> orThrow() {
            if (problem != null) {
                throw new IncidentProblem(kind, problem);
            }
            return left;
        }
    }

    @Override
    public Outcome invoke(File file, VirtualChannel channel) throws IOException {
        try {
            return new Outcome(new ArrayList<>(edit(file.toPath())), null, null);
        } catch (IncidentProblem e) {
            return problem(e);
        } catch (NoSuchFileException e) {
            return problem(FileProblem.missing(file.getPath()));
        } catch (AccessDeniedException e) {
            return problem(FileProblem.denied(file.getPath()));
        } catch (CharacterCodingException e) {
            return problem(FileProblem.noText(file.getPath()));
        } catch (FileSystemException e) {
            return problem(FileProblem.system(file.getPath(), e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()));
        }
    }

    private static Outcome problem(IncidentProblem problem) {
        return new Outcome(new ArrayList<>(), problem.getMessage(), problem.kind());
    }

    private List<String> edit(Path path) throws IOException {
        Path real = path.toRealPath();
        removeLeftovers(real);
        byte[] before = Files.readAllBytes(real);
        FlagFile flags = FlagFile.read(path.toString(), ReadText.decode(before));
        FlagFile.Cleared cleared = clear ? flags.cleared(touches, force) : new FlagFile.Cleared(flags.triggered(touches), List.of());
        if (!cleared.text().equals(flags.text())) {
            replace(real, before, cleared.text().getBytes(StandardCharsets.UTF_8));
        }
        return cleared.left();
    }

    private static void replace(Path file, byte[] before, byte[] after) throws IOException {
        requireWritable(file);
        Path written = Files.createTempFile(file.resolveSibling(""), "." + file.getFileName() + MARK, ".tmp");
        try {
            try (FileChannel out = FileChannel.open(written, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(after);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            copyMode(file, written);
            if (!Arrays.equals(before, Files.readAllBytes(file))) {
                throw FileProblem.changed(file.toString());
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
        flush(file.resolveSibling(""));
    }

    /** A file could be replaced although it is read-only, and root may write it all the same; but somebody wanted it so. */
    private static void requireWritable(Path file) throws IOException {
        boolean any = Files.isWritable(file);
        if (any && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            any = Files.getPosixFilePermissions(file).stream().anyMatch(permission -> permission == PosixFilePermission.OWNER_WRITE
                    || permission == PosixFilePermission.GROUP_WRITE || permission == PosixFilePermission.OTHERS_WRITE);
        }
        if (!any) {
            throw new AccessDeniedException(file.toString());
        }
    }

    private static void copyMode(Path from, Path to) throws IOException {
        if (from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            PosixFileAttributes attributes = Files.readAttributes(from, PosixFileAttributes.class);
            if (!attributes.owner().equals(Files.getOwner(to))) {
                Files.setOwner(to, attributes.owner());
            }
            Files.setPosixFilePermissions(to, attributes.permissions());
        }
    }

    /** So that the new name is there after a power failure, too. */
    private static void flush(Path directory) {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        } catch (IOException e) {
            // Not every system opens directories.
        }
    }

    /** What an agent left that was killed while it wrote. */
    private static void removeLeftovers(Path file) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(file.resolveSibling(""),
                entry -> String.valueOf(entry.getFileName()).startsWith("." + file.getFileName() + MARK))) {
            for (Path path : left) {
                Files.deleteIfExists(path);
            }
        }
    }
}
