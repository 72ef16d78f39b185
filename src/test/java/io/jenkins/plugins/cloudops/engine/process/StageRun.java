package io.jenkins.plugins.cloudops.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A run directory whose stages are started as real processes. Every process that comes of it carries
 * a mark in its environment, by which closing finds those that are left and ends them, one by one.
 */
public final class StageRun implements AutoCloseable {

    private static final String MARK = "CLOUDOPS_TEST_MARK";

    private final Path directory;
    private final String shell;
    private final String mark = UUID.randomUUID().toString();

    /** @param directory an empty one */
    public StageRun(Path directory) throws IOException {
        this(directory, "/bin/sh");
    }

    /** @param shell a command line, without quotes, that takes the place of /bin/sh */
    StageRun(Path directory, String shell) throws IOException {
        Tools.requireProc();
        this.directory = directory.toRealPath();
        this.shell = shell;
        write(RunDirectory.supervisor());
    }

    /** Writes files of the run directory. */
    public StageRun write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            String text = file.getValue();
            if (file.getKey().equals(RunDirectory.START)) {
                text = text.replace("/bin/sh \"", shell + " \"");
            }
            Files.writeString(directory.resolve(file.getKey()), text, StandardCharsets.UTF_8);
        }
        return this;
    }

    StageRun stage(String name, String script, Map<String, String> environment) throws IOException {
        return write(Map.of(RunDirectory.script(name), script,
                RunDirectory.environment(name), EnvironmentFile.render(environment)));
    }

    /** Makes the last grace, half a minute, bearable. */
    StageRun killAfterSeconds(int seconds) throws IOException {
        Path supervisor = directory.resolve(RunDirectory.SUPERVISE);
        String text = Files.readString(supervisor);
        assertThat(text).contains("\ngrace_after_second_interrupt=30\n");
        Files.writeString(supervisor, text.replace("\ngrace_after_second_interrupt=30\n",
                "\ngrace_after_second_interrupt=" + seconds + "\n"));
        return this;
    }

    /** Runs start.sh, which has to return at once, and with success. */
    public void start(String stage, Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        command.addAll(List.of(directory.resolve(RunDirectory.START).toString(), stage));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.getParent().toFile());
        builder.environment().putAll(environment);
        builder.environment().put(MARK, mark);
        Process process = builder.redirectErrorStream(true).start();
        // Read to its end, so that whoever comes of it and holds on to the output would be noticed.
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(printed).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    public void start(String stage) throws IOException, InterruptedException {
        start(stage, Map.of());
    }

    /** Waits for the end of a stage and returns what it left as its exit code. */
    public String exit(String stage, int seconds) throws IOException, InterruptedException {
        await("the end of " + stage, seconds, () -> has(RunDirectory.exit(stage)));
        return text(RunDirectory.exit(stage)).trim();
    }

    /** As AskToStop does it. */
    void askToStop(String grace) throws IOException {
        Files.writeString(directory.resolve("stop.new"), grace + "\n");
        Files.move(directory.resolve("stop.new"), directory.resolve(RunDirectory.STOP), StandardCopyOption.ATOMIC_MOVE);
    }

    /** @param seconds how long it takes at most on a machine that has nothing else to do */
    static void await(String what, int seconds, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds * 6L);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited %s s for %s", seconds * 6, what).isLessThan(end);
            Thread.sleep(10);
        }
    }

    public Path directory() {
        return directory;
    }

    public boolean has(String name) {
        return Files.exists(directory.resolve(name));
    }

    /** The text of a file, empty if it is not there. */
    public String text(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    /** Puts a file from beside the tests into the run directory. */
    Path resource(String name) throws IOException {
        Path copy = directory.resolve(name);
        try (InputStream in = StageRun.class.getResourceAsStream(name)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    /** The processes of this run that have not ended. */
    public List<Long> processes() {
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .filter(pid -> mark.equals(environment(pid).get(MARK)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments of a process; empty once it has ended. */
    public static List<String> arguments(long pid) {
        return proc(pid, "cmdline");
    }

    /** The environment of a process; empty once it has ended. */
    static Map<String, String> environment(long pid) {
        Map<String, String> variables = new HashMap<>();
        for (String entry : proc(pid, "environ")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return variables;
    }

    /** The fields of {@code /proc/PID/stat} behind the name: state, parent, group, session, …; none once it has ended. */
    static List<String> stat(long pid) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        } catch (IOException ended) {
            return List.of();
        }
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    }

    private static List<String> proc(long pid, String file) {
        try {
            return List.of(Files.readString(Path.of("/proc/" + pid + "/" + file), StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException ended) {
            return List.of();
        }
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Ends by itself what should have ended, a moment's sleep of the watcher apart. */
    void requireNothingLeft() throws InterruptedException {
        await("the last process of the run", 3, () -> processes().isEmpty());
    }

    @Override
    public void close() {
        for (int rounds = 0; !processes().isEmpty(); rounds++) {
            assertThat(rounds).isLessThan(500);
            processes().forEach(StageRun::kill);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
