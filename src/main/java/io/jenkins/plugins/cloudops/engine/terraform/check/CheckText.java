package io.jenkins.plugins.cloudops.engine.terraform.check;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.Check;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.Status;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.TestFile;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.TestRun;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.DiagnosticText;
import java.util.ArrayList;
import java.util.List;

/** A report in a few lines for the console, and in a sentence for a failure. Harmless for a terminal, not redacted. */
public final class CheckText {

    private static final int MOST = 50;

    private CheckText() {
    }

    /** A line for each check that ran, with what it found. */
    public static List<String> lines(CheckReport report) {
        List<String> lines = new ArrayList<>();
        if (report.ran().contains(Check.FMT)) {
            lines.add(report.unformatted().isEmpty() ? Messages.CheckText_formatted() : Messages.CheckText_unformatted(report.unformatted().size()));
            add(lines, report.unformatted());
        }
        if (report.ran().contains(Check.VALIDATE)) {
            lines.add(Messages.CheckText_validation(report.errors(), report.validation().size() - report.errors()));
        }
        if (report.ran().contains(Check.TEST)) {
            lines.add(Messages.CheckText_tests(report.count(Status.PASS), report.count(Status.FAIL), report.count(Status.ERROR), report.count(Status.SKIP)));
            add(lines, failed(report));
        }
        return lines.stream().map(Printable::line).toList();
    }

    private static void add(List<String> lines, List<String> items) {
        items.stream().limit(MOST).forEach(item -> lines.add("  " + item));
        if (items.size() > MOST) {
            lines.add("  " + Messages.CheckText_more(items.size() - MOST));
        }
    }

    /** What is wrong, each in a few words; empty if nothing is. */
    public static List<String> problems(CheckReport report) {
        List<String> problems = new ArrayList<>();
        if (!report.unformatted().isEmpty()) {
            problems.add(Messages.CheckText_notFormatted(report.unformatted().size(), report.unformatted().get(0)));
        }
        report.validation().stream().filter(Diagnostic::isError).findFirst().ifPresent(error ->
                problems.add(Messages.CheckText_notValid(report.errors(), DiagnosticText.oneLine(error))));
        List<String> failed = failed(report);
        if (!failed.isEmpty()) {
            problems.add(Messages.CheckText_notPassed(failed.size(), failed.get(0)));
        }
        report.testDiagnostics().stream().filter(Diagnostic::isError).findFirst().ifPresent(error ->
                problems.add(Messages.CheckText_notTested(DiagnosticText.oneLine(error))));
        return problems.stream().map(Printable::line).toList();
    }

    private static List<String> failed(CheckReport report) {
        List<String> failed = new ArrayList<>();
        for (TestFile file : report.tests()) {
            for (TestRun run : file.runs()) {
                if (run.status() == Status.FAIL || run.status() == Status.ERROR) {
                    failed.add(file.path() + " " + run.name());
                }
            }
        }
        return failed;
    }
}
