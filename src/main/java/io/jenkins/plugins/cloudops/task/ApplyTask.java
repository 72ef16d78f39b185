package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.CheckGates;
import io.jenkins.plugins.cloudops.agent.CompareChanges;
import io.jenkins.plugins.cloudops.agent.MarkEphemeral;
import io.jenkins.plugins.cloudops.agent.ReadApply;
import io.jenkins.plugins.cloudops.agent.ReadOutputs;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.agent.ReadStateId;
import io.jenkins.plugins.cloudops.agent.RemoveMade;
import io.jenkins.plugins.cloudops.agent.UnpackMade;
import io.jenkins.plugins.cloudops.engine.process.ExitStatus;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.terraform.ApplyRequest;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.OnStale;
import io.jenkins.plugins.cloudops.engine.terraform.PlanFit;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyOutcome;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyProgress;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyText;
import io.jenkins.plugins.cloudops.engine.terraform.apply.SameChanges;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.run.Approval;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.run.RunSpans;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.GateStore;
import io.jenkins.plugins.cloudops.store.SavedPlans;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Applies a plan: one that was saved, exactly as it was reviewed, or one that it makes itself. What the
 * step and the builder have in common.
 *
 * <p>Long, since it decides what each end of each stage means: that an apply is never repeated, that
 * nothing of what it did is lost, and that nobody works on a state of which that is not known. Which plan it is, what becomes
 * of the state and what is kept with the build are in {@link AppliedPlan}, {@link AppliedState} and {@link ApplyRecord}.
 */
public final class ApplyTask extends PlanningTask {

    private static final Logger LOGGER = Logger.getLogger(ApplyTask.class.getName());

    private final boolean saved;
    private final boolean destroys;
    private final OnStale onStale;
    private final AppliedPlan plan;
    private final AppliedState state;
    private int done;
    private boolean applying;
    private List<String> brought = new ArrayList<>();
    private int applyAttempt = 1;
    private boolean replanned;
    /** Why the build is unstable although all was applied, in a sentence. */
    private String unstable = "";

    private transient ApplyProgress progress;
    private transient SavedPlanFinder.Found found;

    private final transient ApplyRequest request;

    /**
     * @param id of the run
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    public ApplyTask(String id, ApplyRequest request, String node, FilePath workspace) {
        super(id, node, workspace);
        this.request = request;
        this.saved = request.savedPlan();
        this.destroys = request.given().destroy();
        this.onStale = request.onStale();
        this.plan = saved ? new AppliedPlan(request.plan(), request.plan()) : new AppliedPlan(id, request.given().name());
        this.state = new AppliedState(id);
    }

    @Override
    public String label() {
        return Messages.ApplyTask_label(plan.label());
    }

    @Override
    public String operationName() {
        return destroys ? "destroy" : "apply";
    }

    @Override
    StackOperation operation() {
        if (!saved) {
            return StackOperation.PLAN_AND_APPLY;
        }
        return onStale == OnStale.REPLAN ? StackOperation.APPLY_SAVED_OR_REPLAN : StackOperation.APPLY_SAVED;
    }

    /** A saved plan has been made for its state. */
    @Override
    boolean choosesState() {
        return !saved;
    }

    @Override
    PlanRequest request(RunHost host) throws IOException, InterruptedException {
        refuseToRepeat(host.build());
        PlanRequest effective = request.given();
        long since = started();
        if (saved) {
            found = SavedPlanFinder.find(host.build(), request.plan(), request.from());
            PlanOrigin origin = found.saved().origin();
            String given = request.given().stack();
            if (!given.equals(".") && !given.equals(found.plan().stack()) && !given.equals(origin.stack())) {
                throw new CloudOpsException(FailureKind.CONFIGURATION,
                        Messages.ApplyTask_otherStack(found.plan().name(), found.plan().stack(), given));
            }
            effective = request.over(found.saved().request()).toBuilder()
                    .stack(origin.stack()).workspace(origin.workspace()).name(found.plan().name()).build();
            plan.is(found, host.build());
            since = found.plan().started() + found.plan().duration();
        }
        expect(host.build(), effective);
        take(effective);
        ApplyStore.of(host.build()).save(begun(host.approvals(since)));
        return effective;
    }

    /**
     * A step that comes back, and whose run is not known any more, begins anew. An apply that got as far as
     * its state before must not: nobody but its record knows what it did.
     */
    private void refuseToRepeat(Run<?, ?> build) throws IOException {
        StoredApply before = ApplyStore.of(build).get(id());
        if (before == null || before.stateKey().isEmpty()) {
            return;
        }
        state.is(before.stateKey(), before.place().stack());
        if (before.result().outcome() == StoredApply.Outcome.RUNNING) {
            throw unknown(build, Messages.ApplyTask_forgotten(plan.label()));
        }
        throw new CloudOpsException(FailureKind.UNKNOWN, Messages.ApplyTask_begunBefore(plan.label(),
                before.result().outcome().name().toLowerCase(Locale.ROOT)));
    }

    private StoredApply begun(List<Approval> approvals) {
        return new StoredApply(id(), plan.stored(), place(), started(), 0,
                new StoredApply.Result(StoredApply.Outcome.RUNNING, "", "", AppliedCounts.none()), List.of(), 0, "", List.of(),
                approvals.stream().map(approval -> new StoredApply.Approval(approval.user(), approval.time(), plan.digest())).toList(),
                "", false, false, "");
    }

    private StoredApply.Place place() {
        // Without a plan that was found, there is only what was asked for.
        return new StoredApply.Place(name().isEmpty() ? plan.label() : name(), stack(), facts().workspace(), facts().tool(), facts().toolVersion(), node());
    }

    /** A saved plan knows its place in the agent workspace, whatever the current directory is. */
    @Override
    String current(RunHost host) throws IOException, InterruptedException {
        return saved ? workspacePath() : super.current(host);
    }

    @Override
    void written(Run<?, ?> build, FilePath directory) throws IOException, InterruptedException {
        if (saved) {
            plan.copySecretsTo(directory, build);
        }
        if (saved && found.saved().withFiles()) {
            plan.copyFilesTo(directory, build);
            brought = directory.act(new UnpackMade(facts().path()));
        }
    }

    @Override
    String beginning() {
        return saved
                ? Messages.ApplyTask_begins(name(), plan.digest().substring(0, Math.min(12, plan.digest().length())))
                : destroys ? Messages.ApplyTask_destroys(name()) : Messages.ApplyTask_plansFirst(name());
    }

    /** An apply is never repeated: nobody but its CLI knows what of it was done. */
    @Override
    int tries(String stage) {
        return stage.equals(StackScripts.APPLY) ? 1 : super.tries(stage);
    }

    @Override
    Next prepared(Run<?, ?> build, FilePath directory, Prepared prepared, PrintStream log)
            throws IOException, InterruptedException {
        PlanOrigin now = origin(prepared);
        bind(now);
        state.is(prepared.state());
        record(build).update(stored -> stored.with(stored.plan(), place(), state.key()));
        if (!saved) {
            expectRefreshes(build);
            return Next.stage(StackScripts.PLAN);
        }
        PlanFit fit = PlanFit.of(plan.origin(build), now);
        fit.notes().forEach(note -> log.println(Messages.ApplyTask_note(note)));
        if (fit.stale() && onStale == OnStale.REPLAN) {
            return replan(build, directory, String.join("; ", fit.obstacles()), log);
        }
        if (!fit.obstacles().isEmpty()) {
            throw new CloudOpsException(FailureKind.STALE,
                    Messages.ApplyTask_doesNotFit(name(), String.join("; ", fit.obstacles())));
        }
        if (!plan.changes()) {
            return nothingToDo(build, log);
        }
        requireGates(build, directory, log);
        plan.copyPlanTo(directory, build);
        return apply(directory);
    }

    /** A plan that was reviewed has to keep the gates that are in force now. */
    private void requireGates(Run<?, ?> build, FilePath directory, PrintStream log) throws IOException, InterruptedException {
        Gates gates = gates(build);
        GateReport report = GateReport.PASSED;
        if (!gates.isEmpty()) {
            plan.copyActionsTo(directory, build);
            report = directory.act(new CheckGates(gates));
        }
        keeper(build, log).tell(gates, report);
        require(build, gates, report, log);
    }

    private void require(Run<?, ?> build, Gates gates, GateReport report, PrintStream log) throws IOException {
        StoredApply apply = record(build).get();
        keeper(build, log).require(gates, report, expected(),
                apply == null ? List.of() : apply.approvals().stream().map(StoredApply.Approval::user).toList(), true);
    }

    @Override
    Run<?, ?> planSource(Run<?, ?> build) {
        return plan.source(build);
    }

    private Next replan(Run<?, ?> build, FilePath directory, String why, PrintStream log)
            throws IOException, InterruptedException {
        log.println(Messages.ApplyTask_replans(name(), why));
        plan.copyReviewedTo(directory, build);
        return Next.stage(StackScripts.PLAN);
    }

    private Next apply(FilePath directory) throws IOException, InterruptedException {
        directory.act(new MarkEphemeral());
        applying = true;
        Next next = Next.stage(StackScripts.APPLY, applyAttempt);
        // There is an environment for one attempt after another plan, not for those that the lock took.
        return applyAttempt > StackScripts.AFTER_REPLAN ? next.renewed() : next;
    }

    private Next nothingToDo(Run<?, ?> build, PrintStream log) throws IOException {
        log.println(Messages.ApplyTask_nothing(name()));
        record(build).update(stored -> stored.with(
                new StoredApply.Result(StoredApply.Outcome.NOTHING, "", "", AppliedCounts.none()), duration()));
        return Next.stage(StackScripts.OUTPUT);
    }

    /** What an apply would have said: whoever uses the outputs need not care whether there was anything to do. */
    private Next outputsRead(Run<?, ?> build, FilePath directory, String attempt, Progress end)
            throws IOException, InterruptedException {
        if (end.code() != 0) {
            throw failure(build, directory, attempt, end);
        }
        ReadOutputs.Outputs outputs = directory.act(new ReadOutputs(List.of()));
        record(build).update(stored -> stored.with(stored.resources(), 0, AppliedCounts.text(outputs.values()), outputs.sensitive()));
        return Next.end(unstable);
    }

    @Override
    Next worked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        return switch (stage) {
            case StackScripts.PLAN -> planEnded(build, directory, attempt, end, log);
            case StackScripts.APPLY -> applyEnded(build, directory, attempt, end, log);
            default -> outputsRead(build, directory, attempt, end);
        };
    }

    private Next planEnded(Run<?, ?> build, FilePath directory, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        StoredPlan made = planned(build, directory, attempt, end, log);
        unstable = drifted(made);
        if (saved) {
            SameChanges same = directory.act(new CompareChanges());
            boolean outputs = made.summary().outputs().equals(plan.reviewed(build).summary().outputs());
            if (!same.same() || !outputs) {
                throw new CloudOpsException(FailureKind.STALE, Messages.ApplyTask_otherChanges(name(),
                        same.same() ? Messages.ApplyTask_outputs() : String.join(", ", same.addresses()), same.different()));
            }
            log.println(same.blind() == 0 ? Messages.ApplyTask_sameChanges() : Messages.ApplyTask_sameButBlind(same.blind()));
        }
        require(build, gates(build), report(), log);
        plan.isMade(made);
        record(build).update(stored -> stored.with(new StoredApply.Plan(id(), "", made.digest()), place(), state.key()));
        return plan.changes() ? apply(directory) : nothingToDo(build, log);
    }

    private Next applyEnded(Run<?, ?> build, FilePath directory, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        applyAttempt = lastAttempt();
        ApplyOutcome outcome = outcome(build, directory, attempt, end, log);
        boolean succeeded = end.code() == 0 || end.code() == ExitStatus.LOST && outcome.finished();
        if (!succeeded && end.code() == ExitStatus.LOST) {
            throw unknown(build, Messages.ApplyTask_vanished(name()));
        }
        state.open();
        if (succeeded) {
            plan.drop(build, Messages.ApplyTask_dropped(name()));
            SavedPlans.of(build).drop(id(), Messages.ApplyTask_dropped(name()));
            return Next.end(unstable);
        }
        if (outcome.finished()) {
            throw new CloudOpsException(FailureKind.LOCKED, Messages.ApplyTask_lockNotReleased(name()));
        }
        StateIdentity current = directory.act(new ReadStateId());
        facts().take(current);
        CloudOpsException failure = failure(build, directory, attempt, end);
        if (!failure.getKind().equals(FailureKind.STALE.word())) {
            throw failure;
        }
        String serials = current.isKnown()
                ? Messages.ApplyTask_serials(String.valueOf(current.serial()), String.valueOf(plan.origin(build).state().serial()))
                : failure.getMessage();
        if (saved && onStale == OnStale.REPLAN && !replanned) {
            replanned = true;
            applyAttempt++;
            return replan(build, directory, serials, log);
        }
        throw new CloudOpsException(FailureKind.STALE, Messages.ApplyTask_doesNotFit(name(), serials));
    }

    private int lastAttempt() {
        return Math.max(applyAttempt, lock() == null ? 1 : lock().attempt(StackScripts.APPLY));
    }

    /** Keeps and prints what the apply did. */
    private ApplyOutcome outcome(Run<?, ?> build, FilePath directory, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        ApplyOutcome outcome = directory.act(new ReadApply(attempt)).redacted(redactor(build));
        if (build != null) {
            ApplyStore store = ApplyStore.of(build);
            store.saveResources(id(), directory.child(ReadApply.RESOURCES));
            ResourceSpans.record(build, id(), RunSpans.id(BuildTrace.of(build), id(), attempt, end.commands(), StackScripts.APPLY),
                    directory.child(ReadApply.STEPS), redactor(build));
        }
        record(build).update(stored -> AppliedCounts.into(stored, outcome, duration()));
        log.println(ApplyText.of(outcome));
        return outcome;
    }

    @Override
    public void print(Run<?, ?> build, String stage, List<Event> events, PrintStream log) {
        if (!stage.equals(StackScripts.APPLY)) {
            super.print(build, stage, events, log);
            return;
        }
        if (progress == null) {
            progress = new ApplyProgress(plan.operations(), done, System::nanoTime);
        }
        progress.lines(events).forEach(line -> log.println(redactor(build).redact(line)));
        done = progress.done();
        // Diagnostics are said at the end, each once.
        super.print(build, stage, events.stream().filter(Event.Text.class::isInstance).toList(), log);
    }

    @Override
    void halted(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (stage.equals(StackScripts.APPLY)) {
            ApplyOutcome outcome = outcome(build, directory, attempt, end, log);
            if (end.code() == ExitStatus.LOST && !outcome.finished()) {
                log.println(unknown(build, Messages.ApplyTask_vanished(name())).getMessage());
            } else {
                state.open();
            }
            if (outcome.finished()) {
                plan.drop(build, Messages.ApplyTask_dropped(name()));
            }
        }
    }

    @Override
    public RunOutcome lost(Run<?, ?> build, String stage, String sentence) throws IOException {
        RunOutcome failed = super.lost(build, stage, sentence);
        return stage.equals(StackScripts.APPLY) ? RunOutcome.failure(unknown(build, failed.sentence())) : failed;
    }

    /** Nobody knows what was done, so nothing else is, until somebody has looked. */
    private CloudOpsException unknown(Run<?, ?> build, String sentence) throws IOException {
        state.close(build, sentence);
        record(build).update(stored -> stored.with(
                new StoredApply.Result(StoredApply.Outcome.UNKNOWN, FailureKind.UNKNOWN.word(), sentence, stored.result().counts()),
                duration()));
        return new CloudOpsException(FailureKind.UNKNOWN, Messages.ApplyTask_unknown(sentence, state.label()));
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) throws IOException {
        record(build).failed(outcome, redactor(build).redact(outcome.sentence()), duration());
    }

    @Override
    public void rescue(Run<?, ?> build, FilePath directory, PrintStream log) throws IOException, InterruptedException {
        if (!brought.isEmpty()) {
            new FilePath(directory.getChannel(), facts().path()).act(new RemoveMade(brought));
            brought = new ArrayList<>();
        }
        if (applying) {
            state.rescue(build, directory, facts().path(), RunDirectory.attempt(StackScripts.APPLY, lastAttempt()), record(build), log);
        }
    }

    @Override
    public void describe(Run<?, ?> build, SpanRecord.Builder span) {
        super.describe(build, span);
        span.attribute("cloudops.plan.digest", plan.digest()).attribute("cloudops.state", redactor(build).redact(state.label()));
        try {
            StoredApply apply = ApplyStore.of(build).get(id());
            if (apply != null) {
                apply.result().counts().forEach((what, count) -> span.attribute("cloudops.apply." + what, count));
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the counts of " + id() + " are not in its span", e);
        }
    }

    @Override
    public Object result(Run<?, ?> build) throws IOException {
        StoredApply apply = ApplyStore.of(build).get(id());
        if (apply == null) {
            throw new IOException(Messages.ApplyTask_gone(id()));
        }
        return withLock(ApplyResult.of(apply, GateStore.of(build).get(id())));
    }

    private ApplyRecord record(Run<?, ?> build) {
        return new ApplyRecord(build, id(), () -> begun(List.of()));
    }
}
