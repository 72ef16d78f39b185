package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.CheckGates;
import io.jenkins.plugins.cloudops.agent.CollectState;
import io.jenkins.plugins.cloudops.agent.CompareChanges;
import io.jenkins.plugins.cloudops.agent.MarkEphemeral;
import io.jenkins.plugins.cloudops.agent.ReadApply;
import io.jenkins.plugins.cloudops.agent.ReadOutputs;
import io.jenkins.plugins.cloudops.agent.ReadPlan;
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
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
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
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.run.Approval;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.run.RunSpans;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.GateStore;
import io.jenkins.plugins.cloudops.store.PlanStore;
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
 * nothing of what it did is lost, and that nobody works on a state of which that is not known.
 */
public final class ApplyTask extends PlanningTask {

    private static final Logger LOGGER = Logger.getLogger(ApplyTask.class.getName());

    private final boolean saved;
    private final boolean destroys;
    private final OnStale onStale;
    private String label;
    private String planId;
    private String planBuild = "";
    private String digest = "";
    private boolean changes;
    private int operations;
    private int done;
    private boolean applying;
    private String stateKey = "";
    private String stateLabel = "";
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
        this.planId = saved ? request.plan() : id;
        this.label = saved ? request.plan() : request.given().name();
    }

    @Override
    public String label() {
        return Messages.ApplyTask_label(label);
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
            planId = found.plan().id();
            planBuild = found.source() == host.build() ? "" : found.source().getExternalizableId();
            digest = found.plan().digest();
            changes = found.plan().changes();
            operations = origin.operations();
            label = found.plan().name();
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
        stateKey = before.stateKey();
        stateLabel = before.place().stack();
        if (before.result().outcome() == StoredApply.Outcome.RUNNING) {
            throw unknown(build, Messages.ApplyTask_forgotten(label));
        }
        throw new CloudOpsException(FailureKind.UNKNOWN, Messages.ApplyTask_begunBefore(label,
                before.result().outcome().name().toLowerCase(Locale.ROOT)));
    }

    private StoredApply begun(List<Approval> approvals) {
        return new StoredApply(id(), new StoredApply.Plan(planId, planBuild, digest), place(), started(), 0,
                new StoredApply.Result(StoredApply.Outcome.RUNNING, "", "", AppliedCounts.none()), List.of(), 0, "", List.of(),
                approvals.stream().map(approval -> new StoredApply.Approval(approval.user(), approval.time(), digest)).toList(),
                "", false, false, "");
    }

    private StoredApply.Place place() {
        // Without a plan that was found, there is only what was asked for.
        return new StoredApply.Place(name().isEmpty() ? label : name(), stack(), terraformWorkspace(), tool(), toolVersion(), node());
    }

    /** A saved plan knows its place in the agent workspace, whatever the current directory is. */
    @Override
    String current(RunHost host) throws IOException, InterruptedException {
        return saved ? workspacePath() : super.current(host);
    }

    @Override
    void written(Run<?, ?> build, FilePath directory) throws IOException, InterruptedException {
        if (saved) {
            SavedPlans.of(found.source()).copySecretsTo(planId, directory.child(RunSecrets.PLANNED));
        }
        if (saved && found.saved().withFiles()) {
            SavedPlans.of(found.source()).copyFilesTo(planId, directory.child(StackScripts.MADE));
            brought = directory.act(new UnpackMade(stackPath()));
        }
    }

    @Override
    String beginning() {
        return saved
                ? Messages.ApplyTask_begins(name(), digest.substring(0, Math.min(12, digest.length())))
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
        stateKey = prepared.state().digest();
        stateLabel = prepared.state().label();
        update(build, stored -> stored.with(stored.plan(), place(), stateKey));
        if (!saved) {
            expectRefreshes(build);
            return Next.stage(StackScripts.PLAN);
        }
        Run<?, ?> source = source(build);
        PlanFit fit = PlanFit.of(SavedPlans.of(source).get(planId).origin(), now);
        fit.notes().forEach(note -> log.println(Messages.ApplyTask_note(note)));
        if (fit.stale() && onStale == OnStale.REPLAN) {
            return replan(build, directory, String.join("; ", fit.obstacles()), log);
        }
        if (!fit.obstacles().isEmpty()) {
            throw new CloudOpsException(FailureKind.STALE,
                    Messages.ApplyTask_doesNotFit(name(), String.join("; ", fit.obstacles())));
        }
        if (!changes) {
            return nothingToDo(build, log);
        }
        requireGates(build, directory, log);
        SavedPlans.of(source).copyPlanTo(planId, directory.child(StackScripts.PLAN_FILE));
        PlanStore.of(source).copyChangesTo(planId, directory.child(ReadApply.CHANGES));
        return apply(directory);
    }

    /** A plan that was reviewed has to keep the gates that are in force now. */
    private void requireGates(Run<?, ?> build, FilePath directory, PrintStream log) throws IOException, InterruptedException {
        Gates gates = gates(build);
        GateReport report = GateReport.PASSED;
        if (!gates.isEmpty()) {
            SavedPlans.of(source(build)).copyActionsTo(planId, directory.child(ReadPlan.ACTIONS));
            report = directory.act(new CheckGates(gates));
        }
        keeper(build, log).tell(gates, report);
        require(build, gates, report, log);
    }

    private void require(Run<?, ?> build, Gates gates, GateReport report, PrintStream log) throws IOException {
        StoredApply apply = build == null ? null : ApplyStore.of(build).get(id());
        keeper(build, log).require(gates, report, expected(),
                apply == null ? List.of() : apply.approvals().stream().map(StoredApply.Approval::user).toList(), true);
    }

    @Override
    Run<?, ?> planSource(Run<?, ?> build) {
        return source(build);
    }

    private Next replan(Run<?, ?> build, FilePath directory, String why, PrintStream log)
            throws IOException, InterruptedException {
        log.println(Messages.ApplyTask_replans(name(), why));
        PlanStore.of(source(build)).copyChangesTo(planId, directory.child(CompareChanges.REVIEWED));
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
        update(build, stored -> stored.with(
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
        update(build, stored -> stored.with(stored.resources(), 0, AppliedCounts.text(outputs.values()), outputs.sensitive()));
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
        StoredPlan plan = planned(build, directory, attempt, end, log);
        unstable = drifted(plan);
        if (saved) {
            SameChanges same = directory.act(new CompareChanges());
            boolean outputs = plan.summary().outputs().equals(
                    PlanStore.of(source(build)).get(planId).summary().outputs());
            if (!same.same() || !outputs) {
                throw new CloudOpsException(FailureKind.STALE, Messages.ApplyTask_otherChanges(name(),
                        same.same() ? Messages.ApplyTask_outputs() : String.join(", ", same.addresses()), same.different()));
            }
            log.println(same.blind() == 0 ? Messages.ApplyTask_sameChanges() : Messages.ApplyTask_sameButBlind(same.blind()));
        }
        require(build, gates(build), report(), log);
        digest = plan.digest();
        changes = plan.changes();
        operations = ApplyProgress.operations(plan.summary().counts());
        update(build, stored -> stored.with(new StoredApply.Plan(id(), "", digest), place(), stateKey));
        return changes ? apply(directory) : nothingToDo(build, log);
    }

    private Next applyEnded(Run<?, ?> build, FilePath directory, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        applyAttempt = lastAttempt();
        ApplyOutcome outcome = outcome(build, directory, attempt, end, log);
        boolean succeeded = end.code() == 0 || end.code() == ExitStatus.LOST && outcome.finished();
        if (!succeeded && end.code() == ExitStatus.LOST) {
            throw unknown(build, Messages.ApplyTask_vanished(name()));
        }
        ClosedStates.get().openAfter(stateKey, id());
        if (succeeded) {
            SavedPlans.of(source(build)).drop(planId, Messages.ApplyTask_dropped(name()));
            SavedPlans.of(build).drop(id(), Messages.ApplyTask_dropped(name()));
            return Next.end(unstable);
        }
        if (outcome.finished()) {
            throw new CloudOpsException(FailureKind.LOCKED, Messages.ApplyTask_lockNotReleased(name()));
        }
        StateIdentity current = directory.act(new ReadStateId());
        identified(current);
        CloudOpsException failure = failure(build, directory, attempt, end);
        if (!failure.getKind().equals(FailureKind.STALE.word())) {
            throw failure;
        }
        String serials = current.isKnown()
                ? Messages.ApplyTask_serials(String.valueOf(current.serial()), String.valueOf(plannedSerial(build)))
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

    private long plannedSerial(Run<?, ?> build) {
        return SavedPlans.of(source(build)).get(planId).origin().state().serial();
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
        update(build, stored -> AppliedCounts.into(stored, outcome, duration()));
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
            progress = new ApplyProgress(operations, done, System::nanoTime);
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
                ClosedStates.get().openAfter(stateKey, id());
            }
            if (outcome.finished()) {
                SavedPlans.of(source(build)).drop(planId, Messages.ApplyTask_dropped(name()));
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
        ClosedStates.get().close(new ClosedState(stateKey, stateLabel, build == null ? "" : build.getExternalizableId(), id(),
                sentence, System.currentTimeMillis()));
        update(build, stored -> stored.with(
                new StoredApply.Result(StoredApply.Outcome.UNKNOWN, FailureKind.UNKNOWN.word(), sentence, stored.result().counts()),
                duration()));
        return new CloudOpsException(FailureKind.UNKNOWN, Messages.ApplyTask_unknown(sentence, stateLabel));
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) throws IOException {
        update(build, stored -> {
            StoredApply.Outcome known = stored.result().outcome();
            if (outcome.wasStopped() && (known == StoredApply.Outcome.APPLIED || known == StoredApply.Outcome.UNKNOWN)) {
                return stored;
            }
            // What was done stays done, whatever failed after it.
            boolean done = known == StoredApply.Outcome.APPLIED || known == StoredApply.Outcome.NOTHING;
            StoredApply.Outcome how = done ? known : outcome.wasStopped() ? StoredApply.Outcome.STOPPED
                    : outcome.kind() == FailureKind.UNKNOWN ? StoredApply.Outcome.UNKNOWN : StoredApply.Outcome.FAILED;
            return stored.with(new StoredApply.Result(how, outcome.kind().word(),
                    redactor(build).redact(outcome.sentence()), stored.result().counts()), duration());
        });
    }

    @Override
    public void rescue(Run<?, ?> build, FilePath directory, PrintStream log) throws IOException, InterruptedException {
        if (!brought.isEmpty()) {
            new FilePath(directory.getChannel(), stackPath()).act(new RemoveMade(brought));
            brought = new ArrayList<>();
        }
        if (!applying) {
            return;
        }
        CollectState.Found state = directory.act(
                new CollectState(stackPath(), RunDirectory.attempt(StackScripts.APPLY, lastAttempt())));
        if (state == CollectState.Found.NOTHING) {
            return;
        }
        if (build == null) {
            // It stays where only its owner can read it: there is nothing else that could keep it.
            throw new IOException(Messages.ApplyTask_nowhereToKeep(stateLabel, directory));
        }
        ErroredStates.of(build).save(id(), directory.child(StackScripts.ERRORED_STATE));
        if (state == CollectState.Found.STATE) {
            update(build, StoredApply::leavingState);
        }
        String sentence = state == CollectState.Found.STATE
                ? Messages.ApplyTask_erroredState(build.getParent().getFullName() + "#" + build.getNumber())
                : Messages.ApplyTask_partOfState();
        ClosedStates.get().close(new ClosedState(stateKey, stateLabel, build.getExternalizableId(), id(), sentence,
                System.currentTimeMillis()));
        log.println(Messages.ApplyTask_closes(stateLabel, sentence));
    }

    @Override
    public void describe(Run<?, ?> build, SpanRecord.Builder span) {
        super.describe(build, span);
        span.attribute("cloudops.plan.digest", digest).attribute("cloudops.state", redactor(build).redact(stateLabel));
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

    private Run<?, ?> source(Run<?, ?> build) {
        Run<?, ?> source = planBuild.isEmpty() ? build : Run.fromExternalizableId(planBuild);
        if (source == null) {
            throw new IllegalStateException(Messages.ApplyTask_sourceGone(planBuild));
        }
        return source;
    }

    /** What is different now about an apply. */
    private interface Update {
        StoredApply of(StoredApply stored);
    }

    private void update(Run<?, ?> build, Update update) throws IOException {
        if (build == null) {
            return;
        }
        ApplyStore store = ApplyStore.of(build);
        StoredApply stored = store.get(id());
        store.save(update.of(stored == null ? begun(List.of()) : stored));
    }
}
