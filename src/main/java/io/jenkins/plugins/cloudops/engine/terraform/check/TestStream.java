package io.jenkins.plugins.cloudops.engine.terraform.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.Status;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.TestFile;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.TestRun;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the {@code -json} stream of {@code test} ({@code internal/command/views/json/test.go}). Both tools have it, whereas
 * {@code -junit-xml} is an option of newer versions of Terraform. The list of all runs comes first, so that one which was never reached is known to be missing.
 *
 * <p>Not more than {@value #MAX_RUNS} runs and {@value #MAX_DIAGNOSTICS} diagnostics of each are kept.
 */
public final class TestStream {

    static final int MAX_RUNS = 10_000;
    static final int MAX_DIAGNOSTICS = 20;

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

    private final Map<String, Map<String, Run>> files = new LinkedHashMap<>();
    private final List<Diagnostic> general = new ArrayList<>();
    private final JsonTape tape = new JsonTape();
    private int runs;

    /** @param line without its line break; what is no event of a test is passed over */
    public void read(String line) {
        Event event = EventReader.read(line);
        if (event instanceof Event.Text) {
            return;
        }
        tape.clear();
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            read(line, event, tape.copy(parser));
        } catch (IOException tooLong) {
            // No event of a test is.
        }
    }

    private void read(String line, Event event, int root) {
        if (event instanceof Event.Diagnosed diagnosed) {
            Run run = run(text(root, "@testfile"), text(root, "@testrun"));
            List<Diagnostic> into = run == null ? general : run.diagnostics;
            if (into.size() < MAX_DIAGNOSTICS) {
                into.add(diagnosed.diagnostic());
            }
            return;
        }
        announce(tape.field(root, "test_abstract"));
        int reported = tape.field(root, "test_run");
        Run run = run(text(reported, "path"), text(reported, "run"));
        if (run == null) {
            return;
        }
        switch (text(reported, "progress")) {
            case "starting" -> run.started = EventReader.millis(line);
            case "complete" -> run.end(Status.of(text(reported, "status")), EventReader.millis(line));
            // Versions without progress tell of a run only when it has ended.
            case "" -> run.end(Status.of(text(reported, "status")), EventReader.NO_TIME);
            default -> { }
        }
    }

    private void announce(int all) {
        for (int file = tape.isObject(all) ? tape.first(all) : JsonTape.NONE; file != JsonTape.NONE; file = tape.next(all, file)) {
            for (int run = tape.first(file); run != JsonTape.NONE; run = tape.next(file, run)) {
                run(tape.name(file), tape.text(run));
            }
        }
    }

    private Run run(String file, String name) {
        if (file.isEmpty() || name.isEmpty()) {
            return null;
        }
        Run known = files.getOrDefault(file, Map.of()).get(name);
        if (known != null || runs >= MAX_RUNS) {
            return known;
        }
        runs++;
        Run run = new Run();
        files.computeIfAbsent(file, key -> new LinkedHashMap<>()).put(name, run);
        return run;
    }

    private String text(int node, String name) {
        return node == JsonTape.NONE ? "" : tape.text(tape.field(node, name));
    }

    /** The files until now; a run that has not ended is skipped, one that has begun and not ended is an error. */
    public List<TestFile> files() {
        List<TestFile> found = new ArrayList<>();
        files.forEach((path, byName) -> {
            List<TestRun> ended = new ArrayList<>();
            byName.forEach((name, run) -> ended.add(new TestRun(name, run.status(), run.millis, run.diagnostics)));
            found.add(new TestFile(path, ended));
        });
        return found;
    }

    /** What belongs to no run, at most {@value #MAX_DIAGNOSTICS}. */
    public List<Diagnostic> diagnostics() {
        return List.copyOf(general);
    }

    private static final class Run {
        private final List<Diagnostic> diagnostics = new ArrayList<>();
        private long started = EventReader.NO_TIME;
        private Status status;
        private long millis;

        void end(Status as, long at) {
            status = as;
            millis = started == EventReader.NO_TIME || at == EventReader.NO_TIME ? 0 : Math.max(0, at - started);
        }

        Status status() {
            return status != null ? status : started == EventReader.NO_TIME ? Status.SKIP : Status.ERROR;
        }
    }
}
