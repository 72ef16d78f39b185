package io.jenkins.plugins.cloudops.canary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees, while something runs, what is gone later: the arguments of all processes of this machine, and what CLIs print into
 * their run directories before anybody masks it.
 */
final class Witness {

    private final Path temporary;
    private final Set<String> arguments = ConcurrentHashMap.newKeySet();
    private final Map<String, byte[]> printed = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::watch, "witness");
    private volatile boolean over;

    /** @param temporary in which the run directories are */
    Witness(Path temporary) {
        this.temporary = temporary;
        thread.setDaemon(true);
        thread.start();
    }

    Set<String> arguments() {
        return arguments;
    }

    /** Raw, by file. */
    Map<String, byte[]> printed() {
        return new TreeMap<>(printed);
    }

    private void watch() {
        try {
            while (!over) {
                each(Path.of("/proc"), "[0-9]*", process ->
                        arguments.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)));
                each(temporary, "cloudops-*", run -> each(run, "*.{out,log}", file -> printed.put(
                        temporary.relativize(file).toString(), Files.readAllBytes(file))));
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Visitor {
        void see(Path path) throws IOException;
    }

    private static void each(Path directory, String glob, Visitor visitor) {
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, glob)) {
            for (Path path : paths) {
                try {
                    visitor.see(path);
                } catch (IOException gone) {
                    // Processes and files come and go.
                    continue;
                }
            }
        } catch (IOException notThere) {
            // Nothing runs.
        }
    }

    void close() throws InterruptedException {
        over = true;
        thread.join(10_000);
    }
}
