package io.jenkins.plugins.cloudops.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.cloudops.agent.ReadPlan;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Compares, over the same file and in turns, a bare scan of its tokens with reading its summary, and with all that
 * {@link ReadPlan} does. Arguments: a directory for files, the number of changes, how many of them have a secret, the
 * rounds.
 */
public final class ReadPlanBench {

    private static final String JQ = "reduce .resource_changes[].change.actions as $a ({}; .[$a | join(\",\")] += 1)";

    private final Path directory;
    private final Path json;

    private ReadPlanBench(Path directory) {
        this.directory = directory;
        this.json = directory.resolve(StackScripts.PLAN_JSON);
    }

    public static void main(String... arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int changes = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[3]);
        ReadPlanBench bench = new ReadPlanBench(directory);
        new MixedPlan(changes, Integer.parseInt(arguments[2])).write(bench.json);
        Files.writeString(directory.resolve(StackScripts.PLAN_FILE), "its digest is not what is measured");
        bench.measure(changes, rounds);
    }

    private void measure(int changes, int rounds) throws Exception {
        double first = seconds(this::all);
        Interleaved turns = new Interleaved(this::scan, this::summary, this::all);
        turns.run(Math.max(2, rounds / 3));
        turns.clear();
        turns.run(rounds);
        double jq = seconds(this::jq);
        System.out.printf(Locale.ROOT, "%,9d %7.1f MB | %6.3f s | %6.3f s %7.2f x | %6.3f s %7.2f x %9.3f s | %6.3f s %5.1f x | %5.2f MB%n",
                changes, Files.size(json) / 1e6, turns.median(0), turns.median(1), turns.ratio(1), turns.median(2), turns.ratio(2),
                first, jq, jq / turns.median(2), Files.size(directory.resolve(ReadPlan.CHANGES)) / 1e6);
    }

    private void scan() throws IOException {
        try (InputStream in = Files.newInputStream(json); JsonParser parser = new JsonFactory().createParser(in)) {
            while (parser.nextToken() != null) {
                // Nothing is looked at.
            }
        }
    }

    private void summary() throws IOException {
        try (InputStream in = Files.newInputStream(json)) {
            new PlanReader().read(in, Sink.none());
        }
    }

    private void all() throws IOException {
        ReadPlan.Result result = new ReadPlan(Gates.NONE).invoke(directory.toFile(), null);
        if (result.summary() == null) {
            throw new IOException(result.problem());
        }
    }

    private void jq() throws IOException {
        Process jq = new ProcessBuilder("jq", "-c", JQ, json.toString()).redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (jq.waitFor() != 0) {
                throw new IOException("jq has failed");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static double seconds(Interleaved.Task task) throws Exception {
        long start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
