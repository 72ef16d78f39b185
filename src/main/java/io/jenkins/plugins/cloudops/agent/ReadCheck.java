package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.Status;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckText;
import io.jenkins.plugins.cloudops.engine.terraform.check.JunitXml;
import io.jenkins.plugins.cloudops.engine.terraform.check.TestStream;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.MasterToSlaveFileCallable;

/**
 * Reads what the checks in the run directory on which it acts came to, and writes it into the stack as XML for the
 * {@code junit} step. Nothing of it has a secret that the run knows.
 */
public final class ReadCheck extends MasterToSlaveFileCallable<ReadCheck.Result> {

    private static final long serialVersionUID = 1L;

    private static final int MOST_NAMED = 100;

    private final LinkedHashMap<String, String> attempts;
    private final String failedInit;
    private final String stack;
    private final String junit;

    /**
     * @param attempts the names of the attempts at the stages that ran, by stage
     * @param failedInit the name of the attempt at {@code prepare} that found the configuration wrong, or empty
     * @param stack its absolute path
     * @param junit the path of the report, relative to the stack
     */
    public ReadCheck(Map<String, String> attempts, String failedInit, String stack, String junit) {
        this.attempts = new LinkedHashMap<>(attempts);
        this.failedInit = failedInit;
        this.stack = stack;
        this.junit = junit;
    }

    @Override
    public Result invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        SensitiveValues secrets = RunSecrets.in(directory);
        CheckReport report = report(file);
        boolean written = write(Path.of(stack), JunitXml.of(report, secrets));
        LinkedHashMap<String, Object> values = new LinkedHashMap<>();
        values.put("passed", report.passed());
        if (attempts.containsKey(StackScripts.FMT)) {
            values.put("formatted", report.unformatted().isEmpty());
            values.put("unformatted", new ArrayList<>(report.unformatted().stream().limit(MOST_NAMED).map(secrets::redact).toList()));
        }
        if (attempts.containsKey(StackScripts.VALIDATE) || !failedInit.isEmpty()) {
            values.put("valid", report.errors() == 0);
            values.put("errors", report.errors());
            values.put("warnings", report.validation().size() - report.errors());
        }
        LinkedHashMap<String, Object> tests = new LinkedHashMap<>();
        for (Map.Entry<String, Status> count : Map.of("passed", Status.PASS, "failed", Status.FAIL, "errors", Status.ERROR,
                "skipped", Status.SKIP).entrySet()) {
            tests.put(count.getKey(), report.count(count.getValue()));
        }
        values.put("tests", tests);
        return new Result(report.passed(), new ArrayList<>(redacted(CheckText.lines(report), secrets)),
                String.join("; ", redacted(CheckText.problems(report), secrets)), values, written);
    }

    private static List<String> redacted(List<String> lines, SensitiveValues secrets) {
        return lines.stream().map(secrets::redact).toList();
    }

    private CheckReport report(File file) throws IOException {
        Path directory = file.toPath();
        CheckReport report = CheckReport.EMPTY;
        if (attempts.containsKey(StackScripts.FMT)) {
            List<Diagnostic> unreadable = new ReadDiagnostics(attempts.get(StackScripts.FMT)).invoke(file, null);
            report = report.withFormat(Files.readString(directory.resolve(StackScripts.FMT_LIST)), unreadable);
        }
        if (!failedInit.isEmpty()) {
            report = report.withValidation(new ReadDiagnostics(failedInit).invoke(file, null));
        } else if (attempts.containsKey(StackScripts.VALIDATE)) {
            report = report.withValidation(Files.readString(directory.resolve(StackScripts.VALIDATION)));
        }
        if (attempts.containsKey(StackScripts.TEST)) {
            TestStream stream = new TestStream();
            try (BufferedReader lines = Files.newBufferedReader(directory.resolve(RunDirectory.output(attempts.get(StackScripts.TEST))), StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    stream.read(line);
                }
            }
            report = report.withTests(stream);
        }
        return report;
    }

    /** Replaces the report of an earlier check; a link in its place is not followed out of the stack. */
    private boolean write(Path root, String xml) throws IOException {
        Path target = root.resolve(junit).normalize();
        Path there = target.getParent();
        while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        boolean within = there != null && Files.isDirectory(there) && there.toRealPath().startsWith(root.toRealPath());
        if (!within || Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Files.createDirectories(target.resolveSibling(""));
        Path written = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.writeString(written, xml, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /**
     * What came of it.
     *
     * @param lines for the console
     * @param problems what is wrong, in words; empty if nothing is
     * @param values for a pipeline
     * @param written whether the report could be written: not to a directory, or through a link to somewhere else
     */
    public record Result(boolean passed, ArrayList<String> lines, String problems, LinkedHashMap<String, Object> values,
            boolean written) implements Serializable {
    }
}
