package io.jenkins.plugins.cloudops.engine.secrets;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of each secret in the calls of the stage {@code write}. A call goes on after an object that fails: kubectl prints
 * {@code secret/NAME} for each that it has written, and a line that has {@code "NAME"} for most that it has not.
 */
final class Outcomes {

    private final Path run;
    private final Knower knower;
    private final Map<String, String> said = new HashMap<>();
    private final Map<String, Set<String>> written = new HashMap<>();
    private SecretsProblem retry;

    /** Knows what some entries were written with. */
    interface Knower {
        Redactor of(List<SyncEntry> entries) throws IOException;
    }

    Outcomes(Path run, Knower knower) {
        this.run = run;
        this.knower = knower;
    }

    /**
     * @param planned of which those with a call are open
     * @param last whether nothing is tried again
     * @return the same, of which only those have a call that are to be tried again
     */
    List<SyncEntry> of(List<SyncEntry> planned, boolean last) throws IOException {
        List<SyncEntry> entries = new ArrayList<>();
        Map<String, List<SyncEntry>> byCall = new HashMap<>();
        planned.forEach(entry -> byCall.computeIfAbsent(entry.call(), call -> new ArrayList<>()).add(entry));
        for (SyncEntry entry : planned) {
            entries.add(entry.call().isEmpty() ? entry : ended(entry, byCall.get(entry.call()), last));
        }
        return entries;
    }

    /** Why something is to be tried again, or null. */
    SecretsProblem retry() {
        return retry;
    }

    private SyncEntry ended(SyncEntry entry, List<SyncEntry> together, boolean last) throws IOException {
        Call call = new Call(run, entry.call());
        if (call.succeeded() || names(call).contains(entry.name())) {
            return entry.took(call.millis()).by("");
        }
        SecretsProblem problem = CliProblem.of(Messages.Outcomes_writing(Visible.of(entry.name())), about(call, entry.name(), together));
        boolean passes = problem.kind() == SecretsProblem.Kind.THROTTLED || problem.kind() == SecretsProblem.Kind.NETWORK;
        if (passes && !last) {
            retry = problem;
            return entry;
        }
        return entry.took(call.millis()).by("").now(SyncAction.FAILED, problem.getMessage());
    }

    private Set<String> names(Call call) throws IOException {
        Set<String> names = written.get(call.name());
        if (names == null) {
            names = new HashSet<>();
            Path out = run.resolve(call.name() + ".out");
            for (String line : Files.exists(out) ? Files.readAllLines(out) : List.<String>of()) {
                names.add(line.substring(line.indexOf('/') + 1).trim());
            }
            written.put(call.name(), names);
        }
        return names;
    }

    /** What is said about one object; the whole if nothing is said about it by name. */
    private String about(Call call, String name, List<SyncEntry> together) throws IOException {
        String text = said.get(call.name());
        if (text == null) {
            text = Files.exists(call.error())
                    ? knower.of(together).redact(new String(Files.readAllBytes(call.error()), StandardCharsets.UTF_8)) : "";
            said.put(call.name(), text);
        }
        return text.lines().filter(line -> line.contains("\"" + name + "\"")).findFirst().orElse(text);
    }
}
