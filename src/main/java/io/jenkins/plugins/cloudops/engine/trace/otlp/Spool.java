package io.jenkins.plugins.cloudops.engine.trace.otlp;

import io.jenkins.plugins.cloudops.engine.trace.SpanReader;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines of spans that wait for a collector, in files of a directory, the oldest first. What was put in is there after a kill
 * of the process; what was taken out is kept until it is said to be delivered. Bounded by size and age: the oldest go first,
 * whole files of {@value #FILE} bytes.
 */
public final class Spool implements Closeable {

    private static final Logger LOGGER = Logger.getLogger(Spool.class.getName());

    static final int FILE = 1 << 20;
    private static final Pattern NAME = Pattern.compile("spans-\\d{12}\\.jsonl");

    private final Path directory;
    private final Clock clock;
    private FileChannel channel;
    private Path current;
    private long written;
    private long next;
    /** Which file is read, and to where it was delivered. */
    private String reading = "";
    private long position;
    private long dropped;

    /** @param directory is made if there is none */
    public Spool(Path directory, Clock clock) throws IOException {
        this.directory = directory;
        this.clock = clock;
        Files.createDirectories(directory);
        for (Path file : files()) {
            next = Long.parseLong(String.valueOf(file.getFileName()).replaceAll("\\D", "")) + 1;
        }
        String[] cursor = cursor().split(" ");
        if (cursor.length == 2 && Files.exists(directory.resolve(cursor[0]))) {
            reading = cursor[0];
            position = Long.parseLong(cursor[1]);
        } else {
            Files.deleteIfExists(directory.resolve("cursor"));
        }
    }

    private String cursor() throws IOException {
        try {
            String text = Files.readString(directory.resolve("cursor"));
            return text.matches("spans-\\d{12}\\.jsonl \\d{1,18}") ? text : "";
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches()).sorted().toList();
        }
    }

    /** Puts in whole lines. */
    public synchronized void put(byte[] lines) throws IOException {
        if (channel == null || written >= FILE) {
            closeCurrent();
            current = directory.resolve(String.format("spans-%012d.jsonl", next++));
            channel = FileChannel.open(current, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            written = 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(lines);
        while (buffer.hasRemaining()) {
            written += channel.write(buffer);
        }
    }

    private void closeCurrent() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
            current = null;
        }
    }

    /**
     * Some lines to send.
     *
     * @param end where the file is read on when they are delivered
     */
    public record Batch(List<SpanRecord> spans, String file, long end) {
        public boolean isEmpty() {
            return file.isEmpty();
        }
    }

    /**
     * The oldest lines, the same ones until they are {@link #delivered}. Empty if there are none.
     *
     * @param most spans; one line more than that at the most
     */
    public synchronized Batch take(int most) throws IOException {
        for (Path file : files()) {
            String name = String.valueOf(file.getFileName());
            long from = name.equals(reading) ? position : 0;
            Batch batch = read(file, from, most);
            if (!batch.isEmpty()) {
                return batch;
            }
            if (!file.equals(current)) {
                delete(file);
            }
        }
        return new Batch(List.of(), "", 0);
    }

    private static Batch read(Path file, long from, int most) throws IOException {
        List<SpanRecord> spans = new ArrayList<>();
        long end = from;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            in.seek(from);
            byte[] rest = new byte[(int) Math.min(length - from, 4L * FILE)];
            in.readFully(rest);
            int start = 0;
            for (int i = 0; i < rest.length && spans.size() < most; i++) {
                if (rest[i] == '\n') {
                    try {
                        spans.addAll(SpanReader.line(new String(rest, start, i - start, StandardCharsets.UTF_8)));
                    } catch (IOException | RuntimeException e) {
                        LOGGER.log(Level.FINE, "a line that was cut off", e);
                    }
                    start = i + 1;
                }
            }
            end = from + start;
        }
        return end == from ? new Batch(List.of(), "", 0) : new Batch(spans, String.valueOf(file.getFileName()), end);
    }

    /** With it goes what was noted of it, since a later file can have its name. */
    private void delete(Path file) throws IOException {
        if (file.equals(current)) {
            closeCurrent();
        }
        Files.deleteIfExists(file);
        if (String.valueOf(file.getFileName()).equals(reading)) {
            reading = "";
            position = 0;
            Files.deleteIfExists(directory.resolve("cursor"));
        }
    }

    /** Forgets what was delivered. */
    public synchronized void delivered(Batch batch) throws IOException {
        reading = batch.file();
        position = batch.end();
        Path file = directory.resolve(reading);
        if (!Files.exists(file)) {
            return;
        }
        if (position >= Files.size(file)) {
            delete(file);
            return;
        }
        Path text = Files.writeString(directory.resolve("cursor.new"), reading + " " + position);
        Files.move(text, directory.resolve("cursor"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Drops what is too old or too much, the oldest first, and says so in the log.
     *
     * @param most bytes
     */
    public synchronized void bound(long most, Duration age) throws IOException {
        List<Path> files = files();
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        for (Path file : files) {
            long size = Files.size(file);
            boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(age));
            if (!old && total <= most) {
                return;
            }
            delete(file);
            total -= size;
            dropped += size;
            LOGGER.log(Level.WARNING, "Dropped {0} bytes of spans that no collector has taken: {1}. They are still kept with their builds.",
                    new Object[] {size, old ? "too old" : "too many"});
        }
    }

    /** Bytes that wait. */
    public synchronized long size() throws IOException {
        long total = 0;
        for (Path file : files()) {
            total += Files.size(file) - (String.valueOf(file.getFileName()).equals(reading) ? position : 0);
        }
        return total;
    }

    /** Bytes that were dropped since the start. */
    public synchronized long dropped() {
        return dropped;
    }

    @Override
    public synchronized void close() throws IOException {
        closeCurrent();
    }
}
