package io.jenkins.plugins.cloudops.harness;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What runs leave behind while they go on, and must not leave behind afterwards. */
public final class Runs {

    private Runs() {
    }

    /** The run directories of an agent workspace. */
    public static List<Path> directories(Path workspace) throws IOException {
        Path temporary = workspace.resolveSibling(workspace.getFileName() + "@tmp");
        if (!Files.isDirectory(temporary)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(temporary)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("cloudops-")).toList();
        }
    }

    /** The processes of this machine whose command line names a path. */
    public static List<String> processes(Path path) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> commandLine(process.pid()))
                .filter(line -> line.contains(path.toString()))
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    /** The records of runs that a controller keeps. */
    public static List<String> records(File home) {
        String[] names = new File(home, "cloudops-pipeline/runs").list();
        return names == null ? List.of() : Arrays.asList(names);
    }

    /** Checks, after at most half a minute, that neither processes nor files are left of any run in a workspace. */
    public static void assertNothingLeft(File home, Path workspace) throws Exception {
        Path temporary = workspace.resolveSibling(workspace.getFileName() + "@tmp");
        eventually("processes", List.of(), () -> processes(temporary));
        eventually("run directories", List.of(), () -> directories(workspace));
        eventually("records", List.of(), () -> records(home));
        if (Files.exists(workspace)) {
            try (Stream<Path> files = Files.walk(workspace)) {
                assertEquals("state locks", List.of(),
                        files.filter(file -> file.getFileName().toString().endsWith(".lock.info")).toList());
            }
        }
    }

    /** Waits for a value, at most half a minute. */
    public static <T> void eventually(String what, T expected, Callable<T> actual) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!expected.equals(actual.call()) && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertEquals(what, expected, actual.call());
    }

    /** The text of a file, empty if it is not there. */
    public static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
