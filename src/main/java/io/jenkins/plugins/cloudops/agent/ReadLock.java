package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.lock.LockProblem;
import io.jenkins.plugins.cloudops.engine.lock.ReleaseProblem;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.terraform.FailureCause;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.TextDiagnostics;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/** Reads what an attempt in the run directory on which it acts has come to know of the lock of its state. */
public final class ReadLock extends MasterToSlaveFileCallable<ReadLock.Ending> {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 4_000;

    private final String attempt;
    private final String backend;

    /**
     * @param attempt the name of the attempt
     * @param backend the type of the backend
     */
    public ReadLock(String attempt, String backend) {
        this.attempt = attempt;
        this.backend = backend;
    }

    @Override
    public Ending invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        List<Diagnostic> errors = new ReadDiagnostics(attempt).invoke(file, channel);
        LockProblem problem = problem(errors);
        String release = errors.stream().flatMap(error -> ReleaseProblem.of(error.summary(), error.detail()).stream())
                .findFirst().map(ReleaseProblem::message).orElse(null);
        Path exit = directory.resolve(RunDirectory.exit(attempt));
        long until = Files.exists(exit) ? Files.getLastModifiedTime(exit).toMillis() : 0;
        String code = text(directory.resolve(StackScripts.looked(attempt)));
        Ending.Look look = Ending.Look.NONE;
        LockProblem there = null;
        String said = "";
        if (!code.isEmpty()) {
            String text = RunSecrets.in(directory).redact(text(directory.resolve(StackScripts.look(attempt))));
            there = problem(TextDiagnostics.find(text));
            said = text.length() > MOST ? text.substring(0, MOST) : text;
            look = code.equals("0") ? Ending.Look.FREE
                    : there == null || there instanceof LockProblem.CannotLock ? Ending.Look.FAILED : Ending.Look.LOCKED;
        }
        return new Ending(problem, FailureCause.of(errors), release, look, there, said.replaceAll("\\s+", " ").strip(), until);
    }

    private LockProblem problem(List<Diagnostic> errors) {
        return errors.stream().map(error -> LockProblem.of(backend, error.summary(), error.detail()))
                .flatMap(Optional::stream).findFirst().orElse(null);
    }

    private static String text(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException notThere) {
            return "";
        }
    }

    /**
     * What is known.
     *
     * @param problem why the attempt could not lock the state; null if it could
     * @param kind why it failed, if it did
     * @param release what the backend said when the attempt could not give its lock back; null if it could
     * @param look what came of looking again at the end
     * @param there who is there, if that look found the state locked; or null
     * @param said by the CLI in that look, on one line
     * @param until when the attempt had ended, in milliseconds since 1970 by the clock of the machine; 0 if that is not known
     */
    public record Ending(LockProblem problem, FailureKind kind, String release, Look look, LockProblem there, String said,
            long until) implements Serializable {

        /** What came of looking. */
        public enum Look {
            /** There was no need to. */
            NONE,
            FREE,
            LOCKED,
            /** It could not be found out. */
            FAILED
        }
    }
}
