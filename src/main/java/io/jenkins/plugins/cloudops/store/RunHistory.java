package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The runs of one job that have ended, so that nobody has to load its builds to know of them: {@code cloudops-runs.jsonl}
 * beside the builds, a {@link StoredRun} a line in the order in which they ended. It moves with the job and goes with it;
 * what is of a build that was deleted goes at once.
 */
public final class RunHistory {

    private static final Logger LOGGER = Logger.getLogger(RunHistory.class.getName());
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FILE = "cloudops-runs.jsonl";
    /** Of all jobs: whatever is done under it takes milliseconds. */
    private static final Object WRITING = new Object();

    private final Path builds;
    private final Path file;

    private RunHistory(Path builds) {
        this.builds = builds;
        this.file = builds.resolve(FILE);
    }

    public static RunHistory of(Job<?, ?> job) {
        return new RunHistory(Jenkins.get().getBuildDirFor(job).toPath());
    }

    /** Whether no run has ended. Quick, since every view of a job asks. */
    public boolean isEmpty() {
        return !Files.isRegularFile(file);
    }

    /** Before when the last run has ended, in milliseconds since 1970, without reading any; 0 if there is none. */
    public long changed() {
        // A file system may count in whole seconds.
        long changed = file.toFile().lastModified();
        return changed == 0 ? 0 : changed + 1_000;
    }

    /** Adds a run that has ended, unless it is among the last. */
    void add(StoredRun run) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            run.write(json);
            json.writeEndObject();
        }
        synchronized (WRITING) {
            Files.createDirectories(builds);
            boolean there = !isEmpty();
            if (there && new LastLines(file).next().stream().anyMatch(last -> last.contains("\"id\":\"" + run.id() + '"'))) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long end = channel.size();
                String before = end == 0 || endsWithBreak(channel, end) ? "" : "\n";
                ByteBuffer bytes = ByteBuffer.wrap((before + line + '\n').getBytes(StandardCharsets.UTF_8));
                channel.position(end);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
    }

    /** A controller that was killed may have left half of a line. */
    private static boolean endsWithBreak(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.read(last, end - 1) == 1 && last.get(0) == '\n';
    }

    /** Removes what is of a build. */
    void remove(int build) throws IOException {
        synchronized (WRITING) {
            if (isEmpty()) {
                return;
            }
            String ours = "\"build\":" + build + ',';
            try (BufferedReader in = bytes()) {
                if (in.lines().noneMatch(line -> isOf(line, ours))) {
                    return;
                }
            }
            Path fresh = builds.resolve(FILE + ".new");
            try (BufferedReader in = bytes(); BufferedWriter out = Files.newBufferedWriter(fresh, StandardCharsets.ISO_8859_1)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (!isOf(line, ours)) {
                        out.write(line);
                        out.write('\n');
                    }
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A character for each byte, since half of a line may end in half of a character. */
    private BufferedReader bytes() throws IOException {
        return Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
    }

    /** The beginning of a line is ours: no text of a user comes before the number of the build. */
    private static boolean isOf(String line, String build) {
        int at = line.indexOf(build);
        return at >= 0 && at == line.indexOf("\"build\":");
    }

    /** Reads it from its end. */
    public Reader read(Predicate<String> lines) {
        return new Reader(lines);
    }

    /** The runs from the last to the first, some at a time. Used by one thread. */
    public final class Reader {

        private final LastLines last = new LastLines(file);
        private final Predicate<String> lines;
        private long bound = changed();

        /** @param lines which lines are worth to be read, to spare the others */
        private Reader(Predicate<String> lines) {
            this.lines = lines;
        }

        /** All runs that were not read yet have ended by then, in milliseconds since 1970. */
        public long bound() {
            return bound;
        }

        /** Whether all were read. */
        public boolean isOver() {
            return last.isOver();
        }

        /** Some more. What cannot be read, or whose build is gone, is left out. */
        public List<StoredRun> next() throws IOException {
            List<StoredRun> runs = new ArrayList<>();
            List<String> read = last.next();
            for (int i = 0; i < read.size(); i++) {
                String line = read.get(i);
                boolean oldest = i == read.size() - 1;
                if (!oldest && !lines.test(line)) {
                    continue;
                }
                try {
                    StoredRun run = StoredRun.read(JsonObject.read(line));
                    bound = oldest ? run.ended() : bound;
                    if (lines.test(line)) {
                        runs.add(run);
                    }
                } catch (IOException e) {
                    LOGGER.log(Level.FINE, "A line of " + file + " is no run", e);
                }
            }
            return runs;
        }

        /** Whether the build of a run is still there. */
        public boolean exists(StoredRun run) {
            return Files.isDirectory(builds.resolve(String.valueOf(run.build())));
        }
    }

    /** Forgets builds that are deleted. */
    @Extension
    public static final class Deletion extends RunListener<Run<?, ?>> {
        @Override
        public void onDeleted(Run<?, ?> build) {
            try {
                RunHistory.of(build.getParent()).remove(build.getNumber());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "Cannot take the runs of " + build + " out of the list of its job", e);
            }
        }
    }
}
