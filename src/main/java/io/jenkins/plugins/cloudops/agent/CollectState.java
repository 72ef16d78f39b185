package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateDump;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import jenkins.MasterToSlaveFileCallable;

/**
 * Looks for a state that an apply could not write: in the stack, where the CLI leaves it, or else in what
 * the CLI printed. Brings it into the run directory on which it acts, as {@link StackScripts#ERRORED_STATE}.
 */
public final class CollectState extends MasterToSlaveFileCallable<CollectState.Found> {

    private static final long serialVersionUID = 1L;

    /** What there is. */
    public enum Found {
        NOTHING,
        /** The CLI was cut off while it printed the state: names of resources, but nothing to push. */
        PART,
        STATE
    }

    private final String stack;
    private final String stage;

    /**
     * @param stack the absolute path of the stack
     * @param stage the name of the attempt at the stage
     */
    public CollectState(String stack, String stage) {
        this.stack = stack;
        this.stage = stage;
    }

    @Override
    public Found invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        Path collected = directory.resolve(StackScripts.ERRORED_STATE);
        Path left = Path.of(stack).resolve(StackScripts.ERRORED_STATE);
        if (Files.isRegularFile(collected)) {
            return Found.STATE;
        }
        if (!Files.isDirectory(directory) || !ran(directory)
                || StackScripts.foundErroredState(text(directory))) {
            // Nothing was applied, so a state that lies there is not of this apply.
            return Found.NOTHING;
        }
        if (Files.isRegularFile(left)) {
            // The shell that brings it here was killed.
            Files.move(left, collected, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(collected, PosixFilePermissions.fromString("rw-------"));
            return Found.STATE;
        }
        Path output = directory.resolve(RunDirectory.output(stage));
        if (!Files.exists(output)) {
            return Found.NOTHING;
        }
        return switch (StateDump.extract(output, collected)) {
            case NONE -> Found.NOTHING;
            case CUT -> Found.PART;
            case WHOLE -> Found.STATE;
        };
    }

    /** A stage that has begun has read its settings. Without that, the mark of its start only keeps it from starting. */
    private boolean ran(Path directory) {
        return Files.exists(directory.resolve(RunDirectory.started(stage)))
                && !Files.exists(directory.resolve(RunDirectory.environment(stage)));
    }

    private String text(Path directory) throws IOException {
        Path failed = directory.resolve(RunDirectory.failed(stage));
        return Files.exists(failed) ? Files.readString(failed).trim() : "";
    }
}
