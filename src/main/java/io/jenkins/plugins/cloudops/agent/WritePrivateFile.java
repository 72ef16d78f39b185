package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import jenkins.MasterToSlaveFileCallable;

/** Writes the file on which it acts so that nobody else can ever read it: mode 0600 from the beginning. */
public final class WritePrivateFile extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    private final String content;

    public WritePrivateFile(String content) {
        this.content = content;
    }

    @Override
    public Void invoke(File file, VirtualChannel channel) throws IOException {
        Path path = file.toPath();
        Files.createDirectories(path.resolveSibling(""));
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            options = Set.of(StandardOpenOption.WRITE);
        }
        try (OutputStream out = Files.newOutputStream(path, options.toArray(new StandardOpenOption[0]))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return null;
    }
}
