package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateCheck;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ActionLines;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import jenkins.MasterToSlaveFileCallable;

/**
 * Holds a plan that was read before against gates, by what {@link ReadPlan} wrote down of it into the run directory on which
 * this acts. Other gates can be in force than when it was made.
 */
public final class CheckGates extends MasterToSlaveFileCallable<GateReport> {

    private static final long serialVersionUID = 1L;

    private final Gates gates;

    public CheckGates(Gates gates) {
        this.gates = gates;
    }

    @Override
    public GateReport invoke(File file, VirtualChannel channel) throws IOException {
        GateCheck check = new GateCheck(gates);
        try (InputStream actions = new GZIPInputStream(Files.newInputStream(file.toPath().resolve(ReadPlan.ACTIONS)))) {
            ActionLines.read(actions, check);
        }
        return check.report().redacted(RunSecrets.in(file.toPath()));
    }
}
