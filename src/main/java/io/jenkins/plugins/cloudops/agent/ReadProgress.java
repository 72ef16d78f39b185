package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.process.CommandLog;
import io.jenkins.plugins.cloudops.engine.process.ExitStatus;
import io.jenkins.plugins.cloudops.engine.process.OutputLines;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.OwnFiles;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventRedaction;
import io.jenkins.plugins.cloudops.engine.terraform.event.NewEvents;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/**
 * Reads what a stage of the run directory on which it acts has printed since the last time, without the secrets that the run
 * knows.
 */
public final class ReadProgress extends MasterToSlaveFileCallable<ReadProgress.Progress> {

    private static final long serialVersionUID = 1L;

    /** Bytes to read at a time; what is printed faster is read in the next call. */
    private static final int MOST = 512 << 10;
    private static final int MOST_LOG = 4_000;

    private final String stage;
    private final long offset;

    /** @param offset how many bytes of the output were read before */
    public ReadProgress(String stage, long offset) {
        this.stage = stage;
        this.offset = offset;
    }

    @Override
    public Progress invoke(File place, VirtualChannel channel) throws IOException {
        Path directory = place.toPath();
        if (!Files.isDirectory(directory)) {
            return new Progress(offset, new ArrayList<>(), false, true, "", ExitStatus.LOST, true, "", "", new ArrayList<>());
        }
        // Before the output: what a stage printed is there when its exit code is.
        String exit = text(directory, RunDirectory.exit(stage));
        Path file = directory.resolve(RunDirectory.output(stage));
        OutputLines output = OutputLines.read(file, offset, MOST, !exit.isEmpty());
        boolean ended = !exit.isEmpty() && output.atEnd();
        String log = ended ? text(directory, RunDirectory.log(stage)) : "";
        boolean toRedact = !output.lines().isEmpty() || !log.isEmpty();
        SensitiveValues values = toRedact ? RunSecrets.in(directory) : new SensitiveValues();
        NewEvents fresh = ended ? NewEvents.all(output)
                : NewEvents.whole(file, offset, MOST, output, values, System.currentTimeMillis());
        return new Progress(fresh.offset(), new EventRedaction(values).of(new OwnFiles(directory).removeFrom(fresh.events())),
                fresh.more(),
                Files.exists(directory.resolve(RunDirectory.started(stage))), text(directory, RunDirectory.alive(stage)),
                exit.isEmpty() ? ExitStatus.LOST : code(exit), ended,
                text(directory, RunDirectory.failed(stage)), beginning(values.redact(log)),
                CommandLog.read(ended ? text(directory, RunDirectory.commands(stage)) : ""));
    }

    private static String beginning(String log) {
        return log.length() > MOST_LOG ? log.substring(0, MOST_LOG) + " …" : log;
    }

    private static int code(String exit) {
        try {
            return Integer.parseInt(exit);
        } catch (NumberFormatException lost) {
            return ExitStatus.LOST;
        }
    }

    private static String text(Path directory, String name) throws IOException {
        try {
            return new String(Files.readAllBytes(directory.resolve(name)), StandardCharsets.UTF_8).trim();
        } catch (NoSuchFileException notYet) {
            return "";
        }
    }

    /**
     * How far a stage has come.
     *
     * @param offset how many bytes of the output have been read now
     * @param events what was read
     * @param more whether there is more to read already
     * @param started whether the stage was ever started
     * @param beat changes while the supervisor is working; empty before it has begun
     * @param code the exit code, {@link ExitStatus#LOST} before the end and where nobody saw it
     * @param ended whether the stage is over and its output read to the end
     * @param failed at which command it ended early, or empty
     * @param log at the end, what the shell itself printed
     * @param commands at the end, which ran, the earliest first
     */
    public record Progress(long offset, List<Event> events, boolean more, boolean started, String beat, int code, boolean ended, String failed,
            String log, List<CommandLog.Command> commands) implements Serializable {
    }
}
