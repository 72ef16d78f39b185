package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.agent.ReadDiagnostics;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.process.ExitStatus;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.FailureCause;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.DiagnosticText;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.io.IOException;
import java.util.List;

/** Says in one sentence why a stage of a CLI run failed. */
final class CliFailure {

    private CliFailure() {
    }

    /**
     * @param tool as the user named it, or empty
     * @param stage the name of the attempt, by which its files in the run directory begin
     */
    static CloudOpsException of(String name, String tool, String stage, Progress end, FilePath directory,
            Redactor redactor) throws IOException, InterruptedException {
        ExitStatus exit = new ExitStatus(end.code());
        switch (end.code()) {
            case StackScripts.NO_TOOL:
                return new CloudOpsException(FailureKind.CONFIGURATION, tool.isEmpty()
                        ? Messages.CliFailure_noDefaultTool()
                        : Messages.CliFailure_noTool(tool));
            case StackScripts.NO_DIRECTORY:
                return new CloudOpsException(FailureKind.CONFIGURATION, Messages.CliFailure_directory(name));
            case StackScripts.ERRORED_STATE_THERE:
                return new CloudOpsException(FailureKind.CONFIGURATION, Messages.CliFailure_erroredState(name));
            default:
                break;
        }
        if (end.failed().equals("version")) {
            return new CloudOpsException(FailureKind.CONFIGURATION, Messages.CliFailure_version(tool, exit.inWords()));
        }
        String command = end.failed().isEmpty() ? stage : end.failed();
        if (exit.bySignal() || exit.code() == ExitStatus.LOST) {
            return new CloudOpsException(FailureKind.AGENT, Messages.CliFailure_died(command, name, exit.inWords()));
        }
        List<Diagnostic> errors = directory.act(new ReadDiagnostics(stage));
        if (errors.isEmpty()) {
            String shell = end.log().isEmpty() ? "" : " " + Messages.CliFailure_shell(end.log());
            return new CloudOpsException(FailureCause.of(errors),
                    redactor.redact(Messages.CliFailure_silent(command, name, exit.inWords()) + shell));
        }
        FailureKind kind = FailureCause.of(errors);
        Diagnostic main = main(errors, kind);
        long others = errors.stream().distinct().filter(error -> !error.equals(main) && !isPreamble(error, errors)).count();
        String first = DiagnosticText.oneLine(main);
        return new CloudOpsException(kind, redactor.redact(others == 0
                ? Messages.CliFailure_error(command, name, first)
                : Messages.CliFailure_errors(command, name, first, others)));
    }

    /** The first error of the kind that says where; {@code init} begins with one that only announces the others. */
    private static Diagnostic main(List<Diagnostic> errors, FailureKind kind) {
        List<Diagnostic> saying = errors.stream().filter(error -> !isPreamble(error, errors)).toList();
        return saying.stream().filter(error -> FailureCause.of(List.of(error)) == kind).findFirst()
                .orElse(saying.isEmpty() ? errors.get(0) : saying.get(0));
    }

    private static boolean isPreamble(Diagnostic error, List<Diagnostic> errors) {
        return errors.size() > 1 && error.file().isEmpty() && error.summary().contains(" encountered problems during initiali");
    }
}
