package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import jenkins.MasterToSlaveFileCallable;

/** Tells the next stage in the run directory on which it acts what to do about the lock. */
public final class WriteLockFile extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String text;

    /**
     * @param name of the file
     * @param text no secret
     */
    public WriteLockFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    @Override
    public Void invoke(File directory, VirtualChannel channel) throws IOException {
        Path written = Files.writeString(directory.toPath().resolve(name + ".new"), text);
        Files.move(written, directory.toPath().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return null;
    }
}
