package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Reads who the CLI is, in the run directory on which it acts; elsewhere, only what the machine knows of itself. */
public final class ReadUser extends MasterToSlaveFileCallable<ReadUser.User> {

    private static final long serialVersionUID = 1L;
    private static final String BOOT = "/proc/sys/kernel/random/boot_id";

    @Override
    public User invoke(File directory, VirtualChannel channel) throws IOException {
        List<String> lines = lines(directory.toPath().resolve(StackScripts.WHO));
        if (lines.isEmpty()) {
            List<String> boot = lines(Path.of(BOOT));
            return new User("", boot.isEmpty() ? "" : boot.get(0), System.currentTimeMillis());
        }
        return new User(lines.get(0), lines.size() > 1 ? lines.get(1) : "", System.currentTimeMillis());
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException notThere) {
            return List.of();
        }
    }

    /**
     * Who the CLI is.
     *
     * @param who {@code user@host}, as it says in a lock; empty if that is not known
     * @param boot another one after each start of the machine; empty if that is not known
     * @param now milliseconds since 1970 by the clock of the machine
     */
    public record User(String who, String boot, long now) implements Serializable {
    }
}
