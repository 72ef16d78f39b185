package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.PackMade;
import io.jenkins.plugins.cloudops.agent.ReadDiagnostics;
import io.jenkins.plugins.cloudops.agent.ReadPlan;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.OnDrift;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyProgress;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Severity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanText;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.RunSpans;
import io.jenkins.plugins.cloudops.store.DiagnosticStore;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.SavedPlans;
import io.jenkins.plugins.cloudops.store.StoredDiagnostics;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.Set;

/** A task that plans: alone, or before it applies. */
abstract class PlanningTask extends StackTask {

    private static final Logger LOGGER = Logger.getLogger(PlanningTask.class.getName());

    private OnDrift onDrift = OnDrift.IGNORE;
    private boolean destroy;
    /** What the plan is bound to, as JSON. */
    private String origin = "";
    /** The full name of the job, which counts even if the build is deleted meanwhile. */
    private String job = "";

    private transient RefreshCounter counter;
    private transient GateReport report = GateReport.PASSED;

    PlanningTask(String id, String node, FilePath workspace) {
        super(id, node, workspace);
    }

    final void expect(Run<?, ?> build, PlanRequest toPlan) {
        job = build.getParent().getFullName();
        onDrift = toPlan.onDrift();
        destroy = toPlan.destroy();
    }

    /** Notes what a plan that follows is bound to. */
    final void bind(PlanOrigin now) {
        origin = now.write();
    }

    final PlanOrigin bound() throws IOException {
        return PlanOrigin.read(origin);
    }

    @Override
    public void print(Run<?, ?> build, String stage, List<Event> events, PrintStream log) {
        for (Event event : events) {
            String line = event instanceof Event.RefreshCompleted ? counter().next() : null;
            if (line != null) {
                log.println(line);
            }
        }
        super.print(build, stage, events, log);
    }

    /** What was read before a restart of the controller is not counted again. */
    private RefreshCounter counter() {
        if (counter == null) {
            counter = new RefreshCounter(System::nanoTime);
        }
        return counter;
    }

    /** How many objects an earlier plan read, which is about how many this one will. */
    final void expectRefreshes(Run<?, ?> build) {
        counter().expect(PreviousPlan.refreshed(build, stack(), facts().workspace()));
    }

    /**
     * Keeps the plan that was made with the build, and prints it.
     *
     * @throws CloudOpsException if there is none
     */
    final StoredPlan planned(Run<?, ?> build, FilePath directory, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        boolean changes = end.code() == 2;
        if (!changes && end.code() != 0 || !end.failed().isEmpty()) {
            throw failure(build, directory, attempt, end);
        }
        Gates gates = gates(build);
        ReadPlan.Result read = directory.act(new ReadPlan(gates));
        if (read.summary() == null) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, read.problem());
        }
        StoredPlan plan = stored(read, changes, "", "");
        if (build != null) {
            PlanStore store = PlanStore.of(build);
            store.saveChanges(id(), directory.child(ReadPlan.CHANGES));
            store.save(plan);
            keepWhatWasSaid(build, directory, attempt);
            keep(build, directory, read, log);
        }
        printed(build, plan.summary(), log);
        report = read.gates();
        keeper(build, log).tell(gates, report);
        return plan;
    }

    /** Keeps what the tool said as well, for whoever does not look at the log. */
    @Override
    final CloudOpsException failure(Run<?, ?> build, FilePath directory, String attempt, Progress end)
            throws IOException, InterruptedException {
        keepWhatWasSaid(build, directory, attempt);
        return super.failure(build, directory, attempt, end);
    }

    private void keepWhatWasSaid(Run<?, ?> build, FilePath directory, String attempt) throws IOException, InterruptedException {
        if (build != null) {
            Redactor redactor = redactor(build);
            StoredDiagnostics said = StoredDiagnostics.of(id(),
                    directory.act(new ReadDiagnostics(attempt)).stream().map(error -> error.redacted(redactor)).toList(),
                    directory.act(new ReadDiagnostics(attempt, Severity.WARNING)).stream().map(warning -> warning.redacted(redactor)).toList());
            DiagnosticStore store = DiagnosticStore.of(build);
            if (!said.isEmpty() || !store.get(id()).isEmpty()) {
                store.save(said);
            }
        }
    }

    private void printed(Run<?, ?> build, PlanSummary plan, PrintStream log) {
        boolean values = CloudOpsConfiguration.get().isPlanValuesInLog();
        log.println(redactor(build).redact(values ? PlanText.of(plan) : PlanText.withoutValues(plan)));
        if (!values && plan.hasChanges()) {
            log.println(Messages.PlanningTask_valuesElsewhere());
        }
    }

    /** The build whose plan it is. */
    Run<?, ?> planSource(Run<?, ?> build) {
        return build;
    }

    /** All gates that are in force for this plan: where it was made and where it is applied. */
    final Gates gates(Run<?, ?> build) throws IOException {
        Set<String> jobs = new LinkedHashSet<>(List.of(job));
        if (build != null) {
            // It may have been moved meanwhile.
            jobs.add(build.getParent().getFullName());
        }
        Run<?, ?> source = planSource(build);
        if (source != null) {
            jobs.add(source.getParent().getFullName());
        }
        return GateKeeper.inForce(expected(), jobs, facts().workspace());
    }

    final GateKeeper keeper(Run<?, ?> build, PrintStream log) {
        return new GateKeeper(build, id(), name(), redactor(build), log);
    }

    /** Which gates the plan breaks that {@link #planned} has read. */
    final GateReport report() {
        return report;
    }

    /** What is planned or applied. */
    final PlanRequest expected() throws IOException {
        return asked();
    }

    /** Keeps what an apply of the plan needs. */
    private void keep(Run<?, ?> build, FilePath directory, ReadPlan.Result plan, PrintStream log)
            throws IOException, InterruptedException {
        PlanOrigin now = bound();
        PlanOrigin made = new PlanOrigin(now.stack(), now.directory(), now.workspace(), now.tool(), now.toolVersion(),
                now.sources(), new PlanOrigin.State(now.state().label(), now.state().key(), plan.state().lineage(),
                        plan.state().serial()),
                plan.digest(), destroy, ApplyProgress.operations(plan.summary().counts()));
        int files = directory.act(new PackMade(facts().path()));
        FilePath archive = directory.child(StackScripts.MADE);
        if (files > 0 && archive.length() > SavedPlans.MOST_FILES) {
            String why = Messages.PlanningTask_madeTooLarge(files, archive.length() >> 20, SavedPlans.MOST_FILES >> 20);
            SavedPlans.of(build).refuse(id(), why);
            if (operation() == StackOperation.PLAN) {
                log.println(why);
            }
            return;
        }
        SavedPlans.of(build).save(id(), made, expected(), directory.child(StackScripts.PLAN_FILE), files > 0 ? archive : null,
                directory.child(RunSecrets.FILE), directory.child(ReadPlan.ACTIONS));
    }

    @Override
    public void describe(Run<?, ?> build, SpanRecord.Builder span) {
        super.describe(build, span);
        try {
            StoredPlan plan = PlanStore.of(build).get(id());
            if (plan != null && plan.summary() != null) {
                Counts counts = plan.summary().counts();
                span.attribute("cloudops.plan.digest", plan.digest())
                        .attribute("cloudops.plan.create", counts.create())
                        .attribute("cloudops.plan.update", counts.update())
                        .attribute("cloudops.plan.replace", counts.replace())
                        .attribute("cloudops.plan.delete", counts.delete())
                        .attribute(RunSpans.DRIFT, plan.summary().drift());
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the plan of " + id() + " is not in its span", e);
        }
    }

    /**
     * What drift means for the build.
     *
     * @return why it is unstable, in a sentence, or empty
     * @throws CloudOpsException if the build fails for it
     */
    final String drifted(StoredPlan plan) throws CloudOpsException {
        int drift = plan.summary().drift();
        if (drift == 0 || onDrift == OnDrift.IGNORE) {
            return "";
        }
        String sentence = Messages.PlanningTask_drift(name(), drift);
        if (onDrift == OnDrift.FAIL) {
            throw new CloudOpsException(FailureKind.DRIFT, sentence);
        }
        return sentence;
    }

    /** The plan of this run as it is kept. */
    final StoredPlan stored(ReadPlan.Result plan, boolean changes, String kind, String failure) {
        return new StoredPlan(id(), name(), stack(), facts().workspace(), facts().tool(), facts().toolVersion(), node(), started(),
                duration(), changes, counter().read(), plan.digest(), kind, failure, plan.summary());
    }
}
