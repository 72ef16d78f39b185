package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyOutcome;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyReader;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ResourceLines;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StepLines;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import jenkins.MasterToSlaveFileCallable;

/**
 * Reads what an apply did, in the run directory on which it acts: an outcome to send, and beside it all
 * resources as compressed JSON lines in {@link #RESOURCES}, and all operations on them in {@link #STEPS}. None of it has a secret that the run knows.
 */
public final class ReadApply extends MasterToSlaveFileCallable<ApplyOutcome> {

    private static final long serialVersionUID = 1L;

    public static final String RESOURCES = "resources.jsonl.gz";
    /** What was done to them, and when, as {@link StepLines}. */
    public static final String STEPS = "steps.jsonl.gz";
    /** The changes that were planned, as {@link ReadPlan} wrote them. */
    public static final String CHANGES = ReadPlan.CHANGES;

    private final String stage;

    /** @param stage the name of the attempt at the stage */
    public ReadApply(String stage) {
        this.stage = stage;
    }

    @Override
    public ApplyOutcome invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        Redactor redactor = RunSecrets.in(directory);
        ApplyReader reader = new ApplyReader(redactor);
        if (Files.exists(directory.resolve(CHANGES))) {
            try (InputStream changes = new GZIPInputStream(Files.newInputStream(directory.resolve(CHANGES)))) {
                reader.plan(changes);
            }
        }
        Path output = directory.resolve(RunDirectory.output(stage));
        try (InputStream stream = Files.exists(output) ? Files.newInputStream(output) : InputStream.nullInputStream();
                ResourceLines lines = new ResourceLines(new GZIPOutputStream(Files.newOutputStream(directory.resolve(RESOURCES))), redactor);
                StepLines steps = new StepLines(new GZIPOutputStream(Files.newOutputStream(directory.resolve(STEPS))), redactor, lines)) {
            return reader.read(stream, steps);
        }
    }
}
