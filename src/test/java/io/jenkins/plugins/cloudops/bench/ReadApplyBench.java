package io.jenkins.plugins.cloudops.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyOutcome;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyProgress;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyReader;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ResourceLines;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compares, over the same stream and in turns, a bare scan of the tokens of each line with reading what the apply did,
 * with that and the full list written, and with the lines for the console. Arguments: a directory for files, the number of
 * resources, the rounds.
 */
public final class ReadApplyBench {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path stream;
    private final Path changes;
    private final Path resources;
    private int size;

    private ReadApplyBench(Path directory) {
        stream = directory.resolve("apply.jsonl");
        changes = directory.resolve("changes.jsonl.gz");
        resources = directory.resolve("resources.jsonl.gz");
    }

    public static void main(String... arguments) throws Exception {
        ReadApplyBench bench = new ReadApplyBench(Files.createDirectories(Path.of(arguments[0])));
        int size = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        bench.size = size;
        bench.write(size);
        Interleaved turns = new Interleaved(bench::scan, bench::outcome, bench::all, bench::progress);
        turns.run(Math.max(3, rounds / 3));
        turns.clear();
        turns.run(rounds);
        System.out.printf(Locale.ROOT, "%,9d %6.1f MB | %6.3f s | %6.3f s %5.2f x | %6.3f s %5.2f x | %6.3f s %5.2f x | %5.2f MB%n", size,
                Files.size(bench.stream) / 1e6, turns.median(0), turns.median(1), turns.ratio(1), turns.median(2), turns.ratio(2),
                turns.median(3), turns.ratio(3), Files.size(bench.resources) / 1e6);
    }

    /* As Terraform 1.11.4 writes them: planned_change, apply_start and apply_complete for each, then the summary. */
    private void write(int size) throws IOException {
        try (Writer out = Files.newBufferedWriter(stream);
                Writer plan = new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(changes)),
                        StandardCharsets.UTF_8))) {
            for (int i = 0; i < size; i++) {
                plan.write("{\"address\":\"terraform_data.many[" + i + "]\",\"type\":\"terraform_data\",\"mode\":\"managed\",\"action\":\"create\","
                        + "\"attributes\":[{\"path\":\"input\",\"kind\":\"add\",\"after\":\"" + i + "\"}]}\n");
                out.write(event("Plan to create", "change", i, "}", "planned_change"));
            }
            applied(out, size);
        }
    }

    /** What an apply says that creates so many resources. */
    static void applied(Writer out, int size) throws IOException {
        for (int i = 0; i < size; i++) {
            out.write(event("Creating...", "hook", i, "}", "apply_start"));
            out.write(event("Creation complete after 0s [id=6e3e2e39-f3dc-1b4f-3634-02de43396305]", "hook", i,
                    ",\"id_key\":\"id\",\"id_value\":\"6e3e2e39-f3dc-1b4f-3634-02de43396305\",\"elapsed_seconds\":0}", "apply_complete"));
        }
        out.write("{\"@level\":\"info\",\"@message\":\"Apply complete!\",\"@module\":\"terraform.ui\",\"@timestamp\":\"2026-11-20T21:51:41.676641Z\","
                + "\"changes\":{\"add\":" + size + ",\"change\":0,\"import\":0,\"remove\":0,\"operation\":\"apply\"},\"type\":\"change_summary\"}\n");
    }

    private static String event(String message, String body, int i, String rest, String type) {
        String address = "terraform_data.many[" + i + "]";
        return "{\"@level\":\"info\",\"@message\":\"" + address + ": " + message + "\",\"@module\":\"terraform.ui\","
                + String.format("\"@timestamp\":\"2026-11-20T20:51:%02d.%06dZ\",", i / 1000 % 60, i % 1000 * 1000)
                + "\"" + body + "\":{\"resource\":{\"addr\":\"" + address + "\",\"module\":\"\",\"resource\":\"" + address
                + "\",\"implied_provider\":\"terraform\",\"resource_type\":\"terraform_data\",\"resource_name\":\"many\",\"resource_key\":" + i
                + "},\"action\":\"create\"" + rest + ",\"type\":\"" + type + "\"}\n";
    }

    private void scan() throws IOException {
        try (BufferedReader in = Files.newBufferedReader(stream)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                try (JsonParser parser = JSON.createParser(line)) {
                    while (parser.nextToken() != null) {
                        // Nothing is looked at.
                    }
                }
            }
        }
    }

    private void outcome() throws IOException {
        try (InputStream in = Files.newInputStream(stream)) {
            require(new ApplyReader().read(in, resource -> { }));
        }
    }

    private void all() throws IOException {
        try (InputStream plan = new GZIPInputStream(Files.newInputStream(changes));
                InputStream in = Files.newInputStream(stream);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(resources));
                ResourceLines lines = new ResourceLines(out, Redactor.none())) {
            require(new ApplyReader().plan(plan).read(in, lines));
        }
    }

    private void progress() throws IOException {
        ApplyProgress progress = new ApplyProgress(size, 0, System::nanoTime);
        long characters = 0;
        try (BufferedReader in = Files.newBufferedReader(stream)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                for (String text : progress.lines(List.of(EventReader.read(line)))) {
                    characters += text.length();
                }
            }
        }
        if (characters == 0) {
            throw new IOException("nothing was said");
        }
    }

    private static void require(ApplyOutcome outcome) throws IOException {
        if (!outcome.finished()) {
            throw new IOException("the apply has not finished");
        }
    }
}
