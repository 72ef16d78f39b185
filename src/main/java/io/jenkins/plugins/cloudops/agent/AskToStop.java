package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import jenkins.MasterToSlaveFileCallable;

/**
 * Asks the supervisor of the run directory on which it acts to stop its command, and leaves the rest
 * to it. Asking again changes nothing.
 */
public final class AskToStop extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    private final long graceSeconds;

    /** @param graceSeconds how long the command may take to stop after the first interrupt */
    public AskToStop(long graceSeconds) {
        this.graceSeconds = graceSeconds;
    }

    @Override
    public Void invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        Path request = directory.resolve(RunDirectory.STOP);
        if (Files.isDirectory(directory) && !Files.exists(request)) {
            Path written = Files.writeString(directory.resolve(RunDirectory.STOP + ".new"), graceSeconds + "\n");
            Files.move(written, request, StandardCopyOption.ATOMIC_MOVE);
        }
        return null;
    }
}
