package io.jenkins.plugins.cloudops.engine.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files by which a run is started, followed and stopped, in a directory of its own (mode 0700)
 * on the agent. A run has stages; a stage named {@code work} has
 * <ul>
 * <li>{@code work.sh}, what it does: a fragment for a POSIX shell that calls {@code cli COMMAND …}
 * for what may have to be interrupted and {@code fail WHERE CODE} to end early; the run directory is
 * {@code $cloudops_dir}, and variables of its own begin with {@code cloudops_} too,
 * <li>{@code work.env}, its environment, deleted as soon as it was read,
 * <li>{@code work.out}, what it prints; {@code work.log}, what only its shell prints,
 * <li>{@code work.started}, a directory, made when it was started, so that it is not started twice,
 * <li>{@code work.alive}, a number that counts up about once a second while it is going on,
 * <li>{@code work.pidns}, in which PID namespace it is,
 * <li>{@code work.failed}, at which of its commands it ended early,
 * <li>{@code work.commands}, when each of its commands began and ended, see {@link CommandLog},
 * <li>{@code work.exit}, its exit code, written when it is over, or {@code lost}.
 * </ul>
 * Shared by all stages: {@code stop}, the request to stop, which holds the grace in seconds. A further
 * attempt at a stage has its own files, named {@code work-2.env} and so on, and the same script.
 */
public final class RunDirectory {

    public static final String START = "start.sh";
    public static final String SUPERVISE = "supervise.sh";
    public static final String STOP = "stop";
    /** The number of the process that alone is interrupted. */
    public static final String CLI = "cli.pid";

    private RunDirectory() {
    }

    /** The script of a stage; all attempts at it have the same. */
    public static String script(String stage) {
        return stage + ".sh";
    }

    /** The name under which an attempt at a stage runs: {@code work}, then {@code work-2}, {@code work-3}, … */
    public static String attempt(String stage, int attempt) {
        return attempt == 1 ? stage : stage + "-" + attempt;
    }

    public static String environment(String stage) {
        return stage + ".env";
    }

    public static String output(String stage) {
        return stage + ".out";
    }

    public static String log(String stage) {
        return stage + ".log";
    }

    public static String failed(String stage) {
        return stage + ".failed";
    }

    public static String started(String stage) {
        return stage + ".started";
    }

    public static String alive(String stage) {
        return stage + ".alive";
    }

    public static String commands(String stage) {
        return stage + ".commands";
    }

    /** In which PID namespace a stage runs, as {@code /proc/self/ns/pid} has it; empty where there are none. */
    public static String namespace(String stage) {
        return stage + ".pidns";
    }

    public static String exit(String stage) {
        return stage + ".exit";
    }

    /** What every run directory holds, by file name. */
    public static Map<String, String> supervisor() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(START, resource(START));
        files.put(SUPERVISE, resource(SUPERVISE));
        return files;
    }

    /**
     * The script that starts a stage and returns at once. It has a shebang, since durable-task would
     * have a shell trace it otherwise.
     *
     * @param directory the absolute path of the run directory
     */
    public static String launcher(String directory, String stage) {
        return "#!/bin/sh\nexec /bin/sh " + ShellWords.join(List.of(directory + "/" + START, stage)) + "\n";
    }

    private static String resource(String name) {
        try (InputStream in = RunDirectory.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
