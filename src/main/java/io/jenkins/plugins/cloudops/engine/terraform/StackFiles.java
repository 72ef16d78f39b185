package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The files below a stack, to find those that planning made: archives of {@code archive_file}, what an
 * {@code external} data source wrote, a first dependency lock file. A plan refers to them by path, so they
 * go with it, as a zip whose entries have the permissions as their comment, {@code rwxr-x---}.
 *
 * <p>Left out are the data directory, states and their locks, {@code .git}, and symbolic links.
 */
public final class StackFiles {

    /** In a stack with more files than that, none is looked for. */
    static final int MOST = 100_000;

    private static final Pattern PERMISSIONS = Pattern.compile("([r-][w-][x-]){3}");

    private final Path stack;
    private final Path dataDirectory;

    /** @param dataDirectory the value of {@code TF_DATA_DIR}, or empty */
    public StackFiles(Path stack, String dataDirectory) {
        this.stack = stack;
        this.dataDirectory = stack.resolve(dataDirectory.isEmpty() ? ".terraform" : dataDirectory);
    }

    /**
     * What is there, by the path relative to the stack: size and time of each file, as text.
     *
     * @return empty if there are more than {@value #MOST} files, so that none of them counts as made
     */
    public Map<String, String> list() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Files.walkFileTree(stack, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean skipped = directory.equals(dataDirectory) || String.valueOf(directory.getFileName()).equals(".git")
                        || String.valueOf(directory.getFileName()).equals("terraform.tfstate.d");
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isState(String.valueOf(file.getFileName()))) {
                    files.put(stack.relativize(file).toString(), attributes.size() + " " + attributes.lastModifiedTime());
                }
                return files.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files.size() > MOST ? Map.of() : files;
    }

    private static boolean isState(String name) {
        return name.endsWith(".tfstate") || name.endsWith(".tfstate.backup") || name.endsWith(".tfstate.lock.info");
    }

    /** The files that are new or were written since; none if it is not known what was there. */
    public List<String> since(Map<String, String> before) throws IOException {
        List<String> made = new ArrayList<>();
        list().forEach((file, state) -> {
            if (!state.equals(before.get(file))) {
                made.add(file);
            }
        });
        return before.isEmpty() ? List.of() : made;
    }

    /** Packs files of the stack. */
    public void pack(List<String> files, OutputStream into) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(into)) {
            for (String file : files) {
                Path path = stack.resolve(file);
                if (!Files.exists(path)) {
                    // It was there for a moment only.
                    continue;
                }
                ZipEntry entry = new ZipEntry(file);
                entry.setComment(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
                zip.putNextEntry(entry);
                Files.copy(path, zip);
                zip.closeEntry();
            }
        }
    }

    /**
     * Puts packed files where they were, over those that are there.
     *
     * @return those that were not there before, to be removed later
     * @throws IOException if one would lie outside of the stack, or cannot be written
     */
    public List<String> unpack(Path archive) throws IOException {
        List<String> made = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = stack.resolve(entry.getName()).normalize();
                if (!target.startsWith(stack)) {
                    throw new IOException("Outside of the stack: " + entry.getName());
                }
                Path parent = target.getParent();
                if (parent == null) {
                    throw new IOException("Outside of the stack: " + entry.getName());
                }
                Files.createDirectories(parent);
                if (!parent.toRealPath().startsWith(stack.toRealPath())) {
                    throw new IOException("Outside of the stack, by a symbolic link: " + entry.getName());
                }
                if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    made.add(entry.getName());
                }
                Files.deleteIfExists(target);
                Files.copy(zip.getInputStream(entry), target, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(target, permissions(entry));
            }
        }
        return made;
    }

    private static Set<PosixFilePermission> permissions(ZipEntry entry) {
        String comment = entry.getComment();
        return PosixFilePermissions.fromString(comment != null && PERMISSIONS.matcher(comment).matches() ? comment : "rw-------");
    }

    /** Removes files that {@link #unpack} brought; fine if they are gone. */
    public void remove(List<String> files) throws IOException {
        for (String file : files) {
            Files.deleteIfExists(stack.resolve(file));
        }
    }
}
