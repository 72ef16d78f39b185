package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.PlanFile;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateCheck;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ActionLines;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeLines;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanFormatException;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Serializable;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import jenkins.MasterToSlaveFileCallable;

/**
 * Reads the plan in the run directory on which it acts: a summary to send, and beside it all changes,
 * as compressed JSON lines in {@link #CHANGES}. On the way the plan is held against gates. None of that has a value that stands at a sensitive path, or that the run knows to
 * be secret; from then on the run knows the former, too. What is done to each resource is written to {@link #ACTIONS} as it is,
 * to be sealed: a gate must not be passed because a part of an address is hidden.
 */
public final class ReadPlan extends MasterToSlaveFileCallable<ReadPlan.Result> {

    private static final long serialVersionUID = 1L;

    public static final String CHANGES = "changes.jsonl.gz";
    public static final String ACTIONS = StackScripts.ACTIONS;

    private final Gates gates;

    /** @param gates that the plan has to keep */
    public ReadPlan(Gates gates) {
        this.gates = gates;
    }

    @Override
    public Result invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        Path lines = directory.resolve(CHANGES + ".new");
        SensitiveValues secrets = RunSecrets.in(directory);
        PlanReader reader = new PlanReader(secrets);
        try (InputStream plan = Files.newInputStream(directory.resolve(StackScripts.PLAN_JSON))) {
            PlanSummary summary;
            GateCheck check = new GateCheck(gates);
            try (ChangeLines changes = new ChangeLines(new GZIPOutputStream(Files.newOutputStream(lines)));
                    ActionLines actions = new ActionLines(new GZIPOutputStream(Files.newOutputStream(directory.resolve(ACTIONS))))) {
                summary = reader.read(plan, changes, (address, type, mode, action, tags) -> {
                    actions.change(address, type, mode, action, tags);
                    check.change(address, type, mode, action, tags);
                });
            }
            RunSecrets.keep(directory, secrets);
            if (secrets.isEmpty()) {
                Files.move(lines, directory.resolve(CHANGES), StandardCopyOption.REPLACE_EXISTING);
            } else {
                redact(lines, directory.resolve(CHANGES), secrets);
            }
            PlanFile saved = new PlanFile(directory.resolve(StackScripts.PLAN_FILE));
            new MarkEphemeral().invoke(file, channel);
            return new Result(summary, new ReadDigest().invoke(directory.resolve(StackScripts.PLAN_FILE).toFile(), channel),
                    saved.state(), check.report().redacted(secrets), "");
        } catch (PlanFormatException e) {
            return new Result(null, "", StateIdentity.NONE, GateReport.PASSED, e.getMessage());
        }
    }

    /** A value that is known to be a secret only by the end of the plan may stand in a line before. */
    private static void redact(Path from, Path to, Redactor redactor) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(from)), StandardCharsets.UTF_8));
                Writer out = new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(to)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(redactor.redact(line));
                out.write('\n');
            }
        }
        Files.delete(from);
    }

    /**
     * What was read.
     *
     * @param summary of the plan; null if it could not be read
     * @param digest the SHA-256 of the plan file, in lower-case hexadecimal digits
     * @param state for which the plan was made
     * @param gates which gates it breaks
     * @param problem a sentence that says why the plan could not be read, or empty
     */
    public record Result(PlanSummary summary, String digest, StateIdentity state, GateReport gates, String problem) implements Serializable {

        /** Nothing is known of the plan. */
        public static final Result NONE = new Result(null, "", StateIdentity.NONE, GateReport.PASSED, "");
    }
}
