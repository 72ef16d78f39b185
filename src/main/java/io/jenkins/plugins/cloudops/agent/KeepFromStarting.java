package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/**
 * Keeps a stage of the run directory on which it acts from ever starting, unless it has started
 * already, and says whether it did. Whoever makes the directory that marks a start has the stage.
 */
public final class KeepFromStarting extends MasterToSlaveFileCallable<Boolean> {

    private static final long serialVersionUID = 1L;

    private final String stage;

    /** @param stage the name of the attempt at the stage */
    public KeepFromStarting(String stage) {
        this.stage = stage;
    }

    @Override
    public Boolean invoke(File file, VirtualChannel channel) throws IOException {
        Path mark = file.toPath().resolve(RunDirectory.started(stage));
        try {
            Files.createDirectory(mark);
            return true;
        } catch (FileAlreadyExistsException started) {
            return false;
        } catch (NoSuchFileException gone) {
            // Without its directory nothing starts.
            return true;
        }
    }
}
