package io.jenkins.plugins.cloudops.bench;

import io.jenkins.plugins.cloudops.engine.redact.RedactingOutputStream;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;

/**
 * Compares, in turns, copying a file through a buffer with copying it through the same buffer and the redactor. Arguments:
 * a directory for files, megabytes, how many values are known, the length of each, the rounds.
 */
public final class RedactBench {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/$&%@";

    /* One thread does all, so that its own time is what it needs, whatever else the machine is doing. */
    private static final LongSupplier CPU = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

    private final Path directory;
    private final Path input;
    private final SensitiveValues values = new SensitiveValues();
    private final Random random = new Random(20);

    private RedactBench(Path directory) {
        this.directory = directory;
        this.input = directory.resolve("input");
    }

    public static void main(String... arguments) throws Exception {
        RedactBench bench = new RedactBench(Files.createDirectories(Path.of(arguments[0])));
        int values = Integer.parseInt(arguments[2]);
        int length = Integer.parseInt(arguments[3]);
        bench.write(Integer.parseInt(arguments[1]) * 1_000_000L, values, length);
        bench.measure(Integer.parseInt(arguments[4]), values, length);
    }

    /** Lines as of a plan's events; every hundredth has a value. */
    private void write(long bytes, int count, int length) throws IOException {
        String[] known = new String[count];
        for (int i = 0; i < count; i++) {
            StringBuilder value = new StringBuilder();
            random.ints(length, 0, LETTERS.length()).forEach(at -> value.append(LETTERS.charAt(at)));
            known[i] = value.toString();
            values.addBound(known[i]);
        }
        try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(input))) {
            long written = 0;
            for (int i = 0; written < bytes; i++) {
                String value = count > 0 && i % 100 == 0 ? known[i / 100 % count] : "value-" + Integer.toHexString(random.nextInt());
                byte[] line = String.format("{\"@level\":\"info\",\"@message\":\"module.net[\\\"%d\\\"].aws_instance.web: Creation complete"
                        + " after %ds\",\"@module\":\"terraform.ui\",\"type\":\"apply_complete\",\"hook\":{\"id_value\":\"%s\"}}%n", i, i % 90, value)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                out.write(line);
                written += line.length;
            }
        }
    }

    private void measure(int rounds, int count, int length) throws Exception {
        for (int buffer : new int[] {8_192, 65_536}) {
            Interleaved turns = new Interleaved(() -> plain(buffer), () -> redacting(buffer)).by(CPU);
            turns.run(Math.max(2, rounds / 3));
            turns.clear();
            turns.run(rounds);
            line(count, length, buffer / 1024 + " KiB", turns);
        }
        Interleaved turns = new Interleaved(() -> compressing(false), () -> compressing(true)).by(CPU);
        turns.run(Math.max(2, rounds / 5));
        line(count, length, "gzip", turns);
    }

    private void line(int count, int length, String how, Interleaved turns) throws IOException {
        double bytes = Files.size(input);
        System.out.printf(Locale.ROOT, "%,7d x %3d %8s | %7.0f MB/s | %7.0f MB/s | %5.2f x the speed%n",
                count, length, how, bytes / 1e6 / turns.median(0), bytes / 1e6 / turns.median(1), 1 / turns.ratio(1));
    }

    private void plain(int buffer) throws IOException {
        try (InputStream in = Files.newInputStream(input); OutputStream out = Files.newOutputStream(directory.resolve("output"))) {
            copy(in, out, buffer);
        }
    }

    private void redacting(int buffer) throws IOException {
        try (InputStream in = Files.newInputStream(input);
                OutputStream out = new RedactingOutputStream(Files.newOutputStream(directory.resolve("output")), values)) {
            copy(in, out, buffer);
        }
    }

    private void compressing(boolean redacting) throws IOException {
        OutputStream compressed = new GZIPOutputStream(Files.newOutputStream(directory.resolve("output.gz")));
        try (InputStream in = Files.newInputStream(input);
                OutputStream out = redacting ? new RedactingOutputStream(compressed, values) : compressed) {
            copy(in, out, 8_192);
        }
    }

    private static void copy(InputStream in, OutputStream out, int size) throws IOException {
        byte[] buffer = new byte[size];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }
}
