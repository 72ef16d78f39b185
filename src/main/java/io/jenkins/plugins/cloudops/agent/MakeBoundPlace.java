package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import jenkins.MasterToSlaveFileCallable;

/**
 * Makes the run directory on which it acts, mode 0700, before bindings write their files into it. One
 * that is there was left by a controller that crashed before anything ran in it, and is emptied.
 */
public final class MakeBoundPlace extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    /** Bindings are told that this is the agent workspace: they write beside it, as they do with a real one. */
    public static final String WORKSPACE = "bound";

    /** So begin the names of what is there after bindings have written. */
    static boolean isBound(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(WORKSPACE);
    }

    @Override
    public Void invoke(File directory, VirtualChannel channel) throws IOException {
        Path path = directory.toPath();
        if (Files.isDirectory(path)) {
            Files.walkFileTree(path, new Removal());
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return null;
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
