package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.OwnFiles;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Severity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import io.jenkins.plugins.cloudops.engine.terraform.event.TextDiagnostics;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/**
 * Finds the errors, or the warnings, in what a stage of the run directory on which it acts has printed, be it the
 * {@code -json} stream or text. Secrets that the run knows are not in them.
 */
public final class ReadDiagnostics extends MasterToSlaveFileCallable<List<Diagnostic>> {

    private static final long serialVersionUID = 1L;

    private static final int MOST = 100;
    private static final int MOST_TEXT = 1 << 20;

    private final String stage;
    private final Severity severity;

    /** Of errors. */
    public ReadDiagnostics(String stage) {
        this(stage, Severity.ERROR);
    }

    public ReadDiagnostics(String stage, Severity severity) {
        this.stage = stage;
        this.severity = severity;
    }

    @Override
    public List<Diagnostic> invoke(File file, VirtualChannel channel) throws IOException {
        Path output = file.toPath().resolve(RunDirectory.output(stage));
        List<Diagnostic> found = new ArrayList<>();
        if (!Files.exists(output)) {
            return found;
        }
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Files.newInputStream(output), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && found.size() < MOST; line = lines.readLine()) {
                Event event = EventReader.read(line);
                if (event instanceof Event.Diagnosed diagnosed) {
                    if (diagnosed.diagnostic().severity() == severity) {
                        found.add(diagnosed.diagnostic());
                    }
                } else if (event instanceof Event.Text && text.length() < MOST_TEXT) {
                    text.append(line).append('\n');
                }
            }
        }
        for (Diagnostic diagnostic : TextDiagnostics.find(text.toString())) {
            if (diagnostic.severity() == severity && found.size() < MOST) {
                found.add(diagnostic);
            }
        }
        OwnFiles ours = new OwnFiles(file.toPath());
        SensitiveValues secrets = RunSecrets.in(file.toPath());
        found.replaceAll(error -> ours.removeFrom(error).redacted(secrets));
        return found;
    }
}
