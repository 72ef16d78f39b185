package io.jenkins.plugins.cloudops.task;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.credentials.Guard;
import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.GateStore;
import io.jenkins.plugins.cloudops.store.StoredGates;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;

/** Keeps and says how one plan or apply stands against the gates, and lets it go on or not. */
final class GateKeeper {

    private final Run<?, ?> build;
    private final String id;
    private final String name;
    private final Redactor redactor;
    private final PrintStream log;

    /**
     * @param build null if it was deleted
     * @param id of the plan or apply
     * @param name what is planned or applied, for people
     */
    GateKeeper(Run<?, ?> build, String id, String name, Redactor redactor, PrintStream log) {
        this.build = build;
        this.id = id;
        this.name = name;
        this.redactor = redactor;
        this.log = log;
    }

    /**
     * The gates of a request, and those that the configuration of Jenkins has for some jobs and a Terraform workspace.
     *
     * @throws CloudOpsException if the configuration cannot be read: it may forbid what is asked for
     */
    static Gates inForce(PlanRequest request, Collection<String> jobs, String workspace) throws CloudOpsException {
        try {
            return CloudOpsConfiguration.get().gates(jobs, workspace).and(request.gates());
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }

    /** Keeps and prints what was found. Nothing if there are no gates. */
    void tell(Gates gates, GateReport report) throws IOException {
        if (gates.isEmpty()) {
            return;
        }
        String inForce = Printable.line(redactor.redact(gates.toString()));
        keep(new StoredGates(id, inForce, report, StoredGates.Override.NONE));
        log.println(report.passed() ? Messages.GateKeeper_passed(inForce) : Messages.GateKeeper_broken(inForce));
        report.lines().forEach(line -> log.println(redactor.redact(line)));
    }

    /** What is to be said of broken gates where they stop nothing; empty if none is broken. */
    String warning(GateReport report) {
        return report.passed() ? "" : redactor.redact(Messages.GateKeeper_plan(name, report.summary()));
    }

    /**
     * Lets a plan pass that breaks no gate, or whose broken gates somebody overrides who may.
     *
     * @param request with the reason, if there is one
     * @param approvers ids of those who approved just this plan, the latest first
     * @param applies whether something would be applied
     * @throws CloudOpsException if it must not go on
     */
    void require(Gates gates, GateReport report, PlanRequest request, List<String> approvers, boolean applies)
            throws IOException {
        if (report.passed()) {
            return;
        }
        String broken = applies ? Messages.GateKeeper_apply(name, report.summary()) : Messages.GateKeeper_plan(name, report.summary());
        if (request.override().isEmpty() || build == null) {
            throw refusal(broken, Messages.GateKeeper_hint());
        }
        String user;
        try {
            user = new Guard(build).check(approvers, CloudOpsPermissions.OVERRIDE, Messages.GateKeeper_action());
        } catch (BadSetting e) {
            throw refusal(broken, e.getMessage() + (approvers.isEmpty() ? " " + Messages.GateKeeper_approval() : ""));
        }
        String reason = Printable.line(redactor.redact(request.override()));
        keep(new StoredGates(id, Printable.line(redactor.redact(gates.toString())), report,
                new StoredGates.Override(user, reason, System.currentTimeMillis())));
        log.println(Messages.GateKeeper_overridden(user, reason));
    }

    private CloudOpsException refusal(String broken, String why) {
        return new CloudOpsException(FailureKind.GATE, redactor.redact(broken + " " + why));
    }

    private void keep(StoredGates gates) throws IOException {
        if (build != null) {
            GateStore.of(build).save(gates);
        }
    }
}
