package io.jenkins.plugins.cloudops.task;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.agent.ReadLock;
import io.jenkins.plugins.cloudops.agent.ReadPrepared;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.agent.RenewRun;
import io.jenkins.plugins.cloudops.agent.WriteRun;
import io.jenkins.plugins.cloudops.config.ToolChoice;
import io.jenkins.plugins.cloudops.credentials.BoundCredentials;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.InitAccess;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequestJson;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.event.DiagnosticText;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.run.Waiting;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all tasks on a stack have in common: the CLI, the run directory and the stage {@code prepare}.
 * A task is saved with its run; the request is not, since it is needed only until the run directory
 * is written, before the run is saved for the first time.
 *
 * <p>Long, since it is the whole way from a request to the first stage that differs, and what every stage has in common.
 * What it goes by is in {@link StackFacts}, {@link Masks}, {@link StackCredentials}, {@link StateTurn} and {@link StateLock}.
 */
abstract class StackTask extends CliTask {

    private final String id;
    private final String node;
    private final String workspacePath;
    private final long started = System.currentTimeMillis();

    private String name = "";
    private String stack = "";
    private int attempts = 1;
    /** The request as JSON: credentials are looked up again for it, and it is kept with a plan. Its variables can be secret. */
    private Secret asked = Secret.fromString("");
    private boolean locks;
    private final StackFacts facts = new StackFacts();
    private final Masks masks = new Masks();
    private final StackCredentials credentials = new StackCredentials();
    private final StateTurn turn;
    /** Null before its turn has come, or if it takes none. */
    private StateLock lock;

    private transient boolean writing;

    /**
     * @param id of the run
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    StackTask(String id, String node, FilePath workspace) {
        this.id = id;
        this.node = node;
        this.workspacePath = workspace.getRemote();
        this.turn = new StateTurn(id);
    }

    /** Notes what is needed of a request once its run directory is written. */
    final void take(PlanRequest request) {
        name = request.name();
        stack = request.stack();
        facts.tool(request.tool());
        attempts = request.retry();
        locks = request.lock() && operation().locks();
        asked = Secret.fromString(PlanRequestJson.write(request));
    }

    /** The request as it was in {@link #take}. */
    final PlanRequest asked() throws IOException {
        return PlanRequestJson.read(asked.getPlainText());
    }

    /** What is to be done with the stack. */
    abstract StackOperation operation();

    /**
     * What is asked for, found out at the beginning.
     *
     * @throws CloudOpsException if it cannot be done
     */
    abstract PlanRequest request(RunHost host) throws IOException, InterruptedException;

    /** Whether backend and Terraform workspace are a matter of what is asked for, so that there can be defaults for them. */
    boolean choosesState() {
        return true;
    }

    /** What begins, in a sentence for the log. */
    abstract String beginning();

    /** Takes in what {@code prepare} found out, and says what comes next. */
    abstract Next prepared(Run<?, ?> build, FilePath directory, Prepared prepared, PrintStream log)
            throws IOException, InterruptedException;

    /** Takes in that {@code prepare} failed: most have nothing to do then. */
    Next unprepared(Run<?, ?> build, FilePath directory, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        throw failure(build, directory, attempt, end);
    }

    /** Takes in the end of a stage after {@code prepare}. */
    abstract Next worked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException;

    @Override
    public final String firstStage() {
        return StackScripts.PREPARE;
    }

    @Override
    public void begin(RunHost host, FilePath workspace, FilePath directory) throws IOException, InterruptedException {
        EnvVars environment = host.environment();
        JobDefaults filled = JobDefaults.of(request(host), host.build().getParent().getFullName(), environment, choosesState());
        PlanRequest request = filled.request();
        take(request);
        tellDefaults(filled.taken(), host, environment);
        Computer computer = workspace.toComputer();
        ToolChoice choice = ToolChoice.of(facts.tool(), computer == null ? null : computer.getNode(), host.current(), environment,
                host.listener());
        facts.tool(choice.name());
        Map<String, String> added = CliVariables.of(environment, computer, host.build(), id);
        beginToWrite();
        InitAccess access = StackCredentials.access(host.build(), request);
        BoundCredentials bound = credentials.bind(request, host, directory, added);
        Set<String> values = new LinkedHashSet<>(access.secrets());
        values.addAll(bound.secrets());
        masks.begin(values, host);
        WriteRun.Written written = directory.act(new WriteRun(operation(), request, workspacePath, current(host),
                choice.executables(), added, CliVariables.cache(computer), bound.access(), access,
                masks.known()));
        if (!written.refusal().isEmpty()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, written.refusal());
        }
        facts.take(written);
        written(host.build(), directory);
        host.listener().getLogger().println(beginning());
        if (written.unmasked() > 0) {
            host.listener().getLogger().println(Messages.StackTask_unmasked(written.unmasked(), SensitiveValues.SHORTEST,
                    SensitiveValues.SHORTEST_BOUND, SensitiveValues.MIN_DIGITS));
        }
    }

    /** Says it first, since it may be why nothing comes of the rest. */
    private void tellDefaults(List<String> taken, RunHost host, EnvVars environment) throws IOException, InterruptedException {
        SensitiveValues known = new SensitiveValues();
        for (String name : host.sensitiveVariables()) {
            known.addBound(environment.getOrDefault(name, ""));
        }
        List<String> defaults = taken.stream().map(known::redact).toList();
        facts.defaults(defaults);
        defaults.forEach(host.listener().getLogger()::println);
    }

    /**
     * From here on it is not interrupted: the agent would go on writing when the controller has given up
     * waiting for it, and has removed what was there.
     */
    private synchronized void beginToWrite() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        writing = true;
    }

    @Override
    public final synchronized void interrupt(Thread beginner) {
        if (!writing) {
            beginner.interrupt();
        }
    }

    /** Adds to the run directory what is not a matter of its scripts. */
    void written(Run<?, ?> build, FilePath directory) throws IOException, InterruptedException {
        // Most need nothing.
    }

    /** The directory to which the stack is relative. */
    String current(RunHost host) throws IOException, InterruptedException {
        return host.current().getRemote();
    }

    @Override
    public final int attempts(String stage) {
        return tries(stage) + (lock == null ? 0 : lock.tries(stage));
    }

    /** How often a stage is tried when it fails for a reason that may pass; for the lock it is tried once more. */
    int tries(String stage) {
        return attempts;
    }

    @Override
    public void print(Run<?, ?> build, String stage, List<Event> events, PrintStream log) {
        for (Event event : events) {
            if (lock != null && lock.tells(stage, event)) {
                continue;
            }
            if (event instanceof Event.Diagnosed diagnosed) {
                log.println(redactor(build).redact(DiagnosticText.of(diagnosed.diagnostic())));
            } else if (event instanceof Event.Text text && !(stage.equals(StackScripts.PREPARE) && text.line().isBlank())) {
                log.println(redactor(build).redact(text.line()));
            }
        }
    }

    @Override
    public final Next ended(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (!stage.equals(StackScripts.PREPARE)) {
            Next first = lock == null ? null : locked(build, directory, stage, attempt, end, log);
            return first == null ? worked(build, directory, stage, attempt, end, log) : first;
        }
        if (end.code() != 0) {
            return unprepared(build, directory, attempt, end, log);
        }
        Prepared prepared = directory.act(new ReadPrepared(workspacePath, facts.path(), node));
        if (!prepared.refusal().isEmpty() && operation() != StackOperation.CHECK) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, prepared.refusal());
        }
        facts.take(prepared);
        if (!turn.isKnown()) {
            log.println(operation() == StackOperation.CHECK ? Messages.StackTask_stateless(facts.toolWithVersion())
                    : Messages.StackTask_prepared(facts.toolWithVersion(), facts.workspace(), prepared.state().backend()));
        }
        turn.on(prepared.state());
        turn.refuseIfClosed(this::opens);
        if (!locks) {
            return prepared(build, directory, prepared, log);
        }
        Turn place = Turns.get().enter(wanted(build));
        if (!place.hasBegun()) {
            return Next.waiting();
        }
        if (lock == null) {
            lock = StateLock.begin(id, place.build(), prepared.state(), stack, asked(), node, directory);
        }
        if (!place.hadToWait()) {
            return prepared(build, directory, prepared, log);
        }
        turn.came(place, build, log);
        return prepared(build, directory, prepared, log).renewed();
    }

    private Next locked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (stage.equals(StackScripts.UNLOCK) && operation() != StackOperation.UNLOCK) {
            String failure = end.code() == 0 ? "" : failure(build, directory, attempt, end).getMessage();
            return lock.unlocked(directory, attempt, end.code(), end.failed(), failure, log);
        }
        if (!StateLock.isTakenBy(stage)) {
            return null;
        }
        boolean succeeded = end.code() == 0 || stage.equals(StackScripts.PLAN) && end.code() == 2;
        int number = attempt.equals(stage) ? 1 : Integer.parseInt(attempt.substring(stage.length() + 1));
        Next next = lock.ended(directory, stage, attempt, number, end.code(), succeeded, log);
        if (succeeded && operation() == StackOperation.PLAN) {
            // Reading and keeping the plan can take long, and is nothing to the state.
            lock.forget();
            Turns.get().leave(id);
        }
        return next;
    }

    @Override
    public final void stopped(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (lock != null && StateLock.isTakenBy(stage)) {
            ReadLock.Ending ending = directory.act(new ReadLock(attempt, lock.state().backend()));
            if (ending.problem() == null) {
                lock.after(ending, end.code(), log);
            }
        }
        halted(build, directory, stage, attempt, end, log);
    }

    /** Keeps what a stage has done before it was stopped, as {@link #stopped} says. */
    void halted(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        // Most stages change nothing.
    }

    @Override
    public void gone(long when) {
        if (lock != null) {
            lock.gone(when);
        }
    }

    @Override
    public RunOutcome lost(Run<?, ?> build, String stage, String sentence) throws IOException {
        if (lock == null || !StateLock.isTakenBy(stage)) {
            return super.lost(build, stage, sentence);
        }
        lock.lost();
        lock.release();
        return super.lost(build, stage, sentence + " " + Messages.StateLock_lost(lock.label()));
    }

    /** The lock of the state; null before its turn has come, or if it takes none. */
    final StateLock lock() {
        return lock;
    }

    /** The place in the line that a run asks for. */
    Turn wanted(Run<?, ?> build) {
        return turn.wanted(build, label());
    }

    @Override
    public final Waiting waiting() {
        return turn.waiting(this::opens);
    }

    /** Milliseconds for which it waited for others on this controller, and for whoever else held the lock. */
    private long waited() {
        return turn.waited() + (lock == null ? 0 : lock.outside());
    }

    /** A result, with what is to be known of the lock. */
    final Map<String, Object> withLock(Map<String, Object> result) {
        result.put("waited", waited());
        result.put("lock", lock == null ? new LinkedHashMap<>() : lock.facts());
        return result;
    }

    /** Whether the task is the one that sets right what a state is closed for. */
    boolean opens(ClosedState closed) {
        return false;
    }

    /** What a plan that is made now is bound to, as far as that is known before. */
    final PlanOrigin origin(Prepared prepared) {
        return facts.origin(workspacePath, prepared);
    }

    /** Why a stage failed. */
    CloudOpsException failure(Run<?, ?> build, FilePath directory, String attempt, Progress end)
            throws IOException, InterruptedException {
        return CliFailure.of(name, facts.tool(), attempt, end, directory, redactor(build));
    }

    @Override
    public final void renew(RunHost host, FilePath workspace, FilePath directory, String attempt)
            throws IOException, InterruptedException {
        PlanRequest request = asked();
        Map<String, String> added = CliVariables.of(host.environment(), workspace.toComputer(), host.build(), id);
        BoundCredentials bound = credentials.renew(request, host, directory, added);
        masks.add(bound.secrets(), host);
        directory.act(new RenewRun(attempt, request, added, bound.access(), masks.known()));
    }

    /** Masks what the build was given. Pages ask for it while the run goes on. */
    final SensitiveValues redactor(Run<?, ?> build) {
        return masks.redactor();
    }

    @Override
    public final void release(Run<?, ?> build, FilePath directory, TaskListener listener) throws IOException, InterruptedException {
        if (lock != null) {
            lock.release();
        }
        credentials.release(build, directory, listener);
    }

    @Override
    public final String redacted(Run<?, ?> build, String text) {
        return redactor(build).redact(text);
    }

    @Override
    public void describe(Run<?, ?> build, SpanRecord.Builder span) {
        SensitiveValues redactor = redactor(build);
        span.attribute("cloudops.name", redactor.redact(name)).attribute("cloudops.stack", redactor.redact(stack));
        facts.describe(span, redactor);
        span.attribute("cloudops.lock.holder", lock == null ? "" : redactor.redact(String.valueOf(lock.facts().get("heldBy"))))
                .attribute("vcs.ref.head.revision", facts.commit());
    }

    @Override
    public final StoredRun.Subject subject(Run<?, ?> build) {
        SensitiveValues redactor = redactor(build);
        // Without a plan that was found, there is only what was asked for.
        return new StoredRun.Subject(redactor.redact(name.isEmpty() ? label() : name), redactor.redact(stack), redactor.redact(facts.workspace()));
    }

    @Override
    public final StoredRun.Wait waited(Run<?, ?> build) {
        String holder = lock == null ? "" : String.valueOf(lock.facts().getOrDefault("heldBy", ""));
        return new StoredRun.Wait(waited(), redactor(build).redact(holder));
    }

    /** Of the run. */
    final String id() {
        return id;
    }

    /** A label for people. */
    final String name() {
        return name;
    }

    /** As it was given. */
    final String stack() {
        return stack;
    }

    /** The name of the node, empty for the built-in one. */
    final String node() {
        return node;
    }

    /** The agent workspace. */
    final String workspacePath() {
        return workspacePath;
    }

    /** What is known of the stack by now. */
    final StackFacts facts() {
        return facts;
    }

    /** Milliseconds since 1970. */
    final long started() {
        return started;
    }

    /** Milliseconds since it was started. */
    final long duration() {
        return System.currentTimeMillis() - started;
    }
}
