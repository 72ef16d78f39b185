package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.MasterToSlaveFileCallable;

/**
 * Looks whether a process is left of the run in whose directory it acts, after its supervisor was killed. What a stage runs
 * writes what it says into that directory, so that the kernel knows it by its open files (proc(5), Linux). Whoever is in
 * another PID namespace, as a container is, cannot be seen from here.
 */
public final class LookForCli extends MasterToSlaveFileCallable<LookForCli.Found> {

    private static final long serialVersionUID = 1L;
    private static final Path PROC = Path.of("/proc");
    private static final Path NAMESPACE = PROC.resolve("self/ns/pid");
    private static final Path BOOT = PROC.resolve("sys/kernel/random/boot_id");
    private static final Logger LOGGER = Logger.getLogger(LookForCli.class.getName());

    private final String attempt;

    /** @param attempt the name of the attempt that was launched last */
    public LookForCli(String attempt) {
        this.attempt = attempt;
    }

    @Override
    public Found invoke(File file, VirtualChannel channel) {
        long now = System.currentTimeMillis();
        try {
            return look(file.toPath().toRealPath(), now);
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(Level.FINE, "looking for what writes into " + file, e);
            return new Found(Life.UNKNOWN, "", now);
        }
    }

    private Found look(Path directory, long now) throws IOException {
        // The first PID namespace has the same number on each machine.
        if (!isThisMachine(directory) || !Files.isSymbolicLink(NAMESPACE)
                || !text(directory.resolve(RunDirectory.namespace(attempt))).equals(Files.readSymbolicLink(NAMESPACE).toString())) {
            return new Found(Life.UNKNOWN, "", now);
        }
        String known = text(directory.resolve(RunDirectory.CLI));
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (writesInto(process, directory)) {
                    return new Found(Life.ALIVE, String.valueOf(process.getFileName()), now);
                }
            }
        }
        // One of another user hides its files.
        boolean hidden = known.matches("[0-9]+") && Files.exists(PROC.resolve(known)) && !Files.isReadable(PROC.resolve(known).resolve("fd"));
        return new Found(hidden ? Life.UNKNOWN : Life.GONE, "", now);
    }

    /** As far as {@code prepare} has noted it. */
    private static boolean isThisMachine(Path directory) throws IOException {
        List<String> then = text(directory.resolve(StackScripts.WHO)).lines().toList();
        return then.size() < 2 || then.get(1).equals(text(BOOT));
    }

    private static boolean writesInto(Path process, Path directory) {
        for (String output : new String[] {"fd/1", "fd/2"}) {
            try {
                if (Files.readSymbolicLink(process.resolve(output)).startsWith(directory)) {
                    return true;
                }
            } catch (IOException goneOrHidden) {
                // It is looked at no further.
            }
        }
        return false;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException notThere) {
            return "";
        }
    }

    /** What is known of the process. */
    public enum Life {
        ALIVE,
        /** There is no such process any more. */
        GONE,
        /** It cannot be seen from here. */
        UNKNOWN
    }

    /**
     * What was found.
     *
     * @param process the number of one that is alive, or empty
     * @param now when that was so, in milliseconds since 1970 by the clock of the machine
     */
    public record Found(Life life, String process, long now) implements Serializable {
    }
}
