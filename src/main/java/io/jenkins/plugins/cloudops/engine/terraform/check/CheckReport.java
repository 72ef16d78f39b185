package io.jenkins.plugins.cloudops.engine.terraform.check;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the three checks of a stack found.
 *
 * @param ran which of them ran; of the others, nothing was found
 * @param unformatted the files that {@code fmt} would change, relative to the stack
 * @param validation what {@code validate} says, warnings included
 * @param tests the files of {@code test} with their runs
 * @param testDiagnostics what {@code test} says of no particular run
 */
public record CheckReport(
        Set<Check> ran,
        List<String> unformatted,
        List<Diagnostic> validation,
        List<TestFile> tests,
        List<Diagnostic> testDiagnostics)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Nothing was checked. */
    public static final CheckReport EMPTY = new CheckReport(Set.of(), List.of(), List.of(), List.of(), List.of());

    /** The checks, by the command that makes them. */
    public enum Check {
        FMT,
        VALIDATE,
        TEST
    }

    /** How a run of a test ended. */
    public enum Status {
        PASS,
        FAIL,
        ERROR,
        SKIP;

        /** A word of the stream; whatever is new is an error, so that nothing passes unseen. */
        static Status of(String word) {
            return switch (word) {
                case "pass" -> PASS;
                case "fail" -> FAIL;
                case "skip", "pending" -> SKIP;
                default -> ERROR;
            };
        }
    }

    /**
     * A file of tests.
     *
     * @param path relative to the stack, {@code tests/names.tftest.hcl}
     */
    public record TestFile(String path, List<TestRun> runs) implements Serializable {

        private static final long serialVersionUID = 1L;

        public TestFile {
            Objects.requireNonNull(path, "path");
            runs = List.copyOf(runs);
        }
    }

    /**
     * A {@code run} block.
     *
     * @param millis how long it took, as far as the stream tells; 0 when it did not run
     * @param diagnostics why it failed; at most {@value TestStream#MAX_DIAGNOSTICS}
     */
    public record TestRun(String name, Status status, long millis, List<Diagnostic> diagnostics) implements Serializable {

        private static final long serialVersionUID = 1L;

        public TestRun {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(status, "status");
            diagnostics = List.copyOf(diagnostics);
        }
    }

    public CheckReport {
        ran = Set.copyOf(ran);
        unformatted = List.copyOf(unformatted);
        validation = List.copyOf(validation);
        tests = List.copyOf(tests);
        testDiagnostics = List.copyOf(testDiagnostics);
    }

    /** With what {@code fmt -check -recursive} printed: the name of a file on each line. It ends with exit code 3 then. */
    public CheckReport withFormat(String output) {
        return withFormat(output, List.of());
    }

    /** @param unreadable errors in files that cannot be formatted for them; it ends with exit code 2 then */
    public CheckReport withFormat(String output, List<Diagnostic> unreadable) {
        Set<String> files = new LinkedHashSet<>();
        output.lines().filter(line -> !line.isBlank()).forEach(files::add);
        unreadable.stream().filter(Diagnostic::isError).map(error -> error.file().isEmpty() ? error.summary() : error.file()).forEach(files::add);
        return new CheckReport(with(Check.FMT), List.copyOf(files), validation, tests, testDiagnostics);
    }

    /**
     * With what {@code validate -json} printed.
     *
     * @throws IOException when that is not its JSON, as after a crash
     */
    public CheckReport withValidation(String output) throws IOException {
        return withValidation(EventReader.diagnostics(output));
    }

    /** With what is wrong with the configuration. */
    public CheckReport withValidation(List<Diagnostic> found) {
        return new CheckReport(with(Check.VALIDATE), unformatted, found, tests, testDiagnostics);
    }

    /** With what {@code test -json} printed. */
    public CheckReport withTests(TestStream stream) {
        return new CheckReport(with(Check.TEST), unformatted, validation, stream.files(), stream.diagnostics());
    }

    private Set<Check> with(Check check) {
        Set<Check> more = new HashSet<>(ran);
        more.add(check);
        return more;
    }

    /** How many errors there are in the configuration. */
    public int errors() {
        return (int) validation.stream().filter(Diagnostic::isError).count();
    }

    /** How many runs ended in this way. */
    public int count(Status status) {
        return (int) tests.stream().flatMap(file -> file.runs().stream()).filter(run -> run.status() == status).count();
    }

    /** Whether nothing is wrong. Skipped runs are nothing wrong, since something else is when they are. */
    public boolean passed() {
        return unformatted.isEmpty()
                && errors() == 0
                && testDiagnostics.stream().noneMatch(Diagnostic::isError)
                && count(Status.FAIL) == 0
                && count(Status.ERROR) == 0;
    }
}
