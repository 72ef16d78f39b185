package io.jenkins.plugins.cloudops.task;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Computer;
import hudson.model.Node;
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
import io.jenkins.plugins.cloudops.credentials.BuildCredentials;
import io.jenkins.plugins.cloudops.engine.lock.LockProblem;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.InitAccess;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequestJson;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import io.jenkins.plugins.cloudops.engine.terraform.event.DiagnosticText;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunSpans;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.run.Waiting;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;

/**
 * What all tasks on a stack have in common: the CLI, the run directory and the stage {@code prepare}.
 * A task is saved with its run; the request is not, since it is needed only until the run directory
 * is written, before the run is saved for the first time.
 *
 * <p>Long, since it is the whole way from a request to the first stage that differs: whatever a task is
 * about, its CLI, credentials, masking and facts about the stack are found out here and nowhere else.
 */
abstract class StackTask extends CliTask {

    private static final Set<String> LOCKING = Set.of(StackScripts.PLAN, StackScripts.APPLY, StackScripts.PUSH);

    private final String id;
    private final String node;
    private final String workspacePath;
    private final long started = System.currentTimeMillis();

    private String name = "";
    private String stack = "";
    private String tool = "";
    private int attempts = 1;
    /**
     * What must not be seen, as it was when the run began: credentials that are looked up later can have other values,
     * and what came from the environment of the build cannot be looked up at all.
     */
    private List<Secret> sensitive = new ArrayList<>();
    private List<MultiBinding.Unbinder> unbinders = new ArrayList<>();

    private String stackPath = "";
    private Map<String, String> varFiles = new LinkedHashMap<>();
    /** The request as JSON: credentials are looked up again for it, and it is kept with a plan. Its variables can be secret. */
    private Secret asked = Secret.fromString("");
    private boolean locks;
    private String turnKey = "";
    private String turnLabel = "";
    private long waited;
    private StateLock lock;
    private String terraformWorkspace = "";
    private String commit = "";
    private List<String> providers = new ArrayList<>();
    /** What was taken from folders and the configuration of Jenkins, in sentences. */
    private List<String> defaults = new ArrayList<>();
    private long serial = -1;
    private String toolVersion = "";

    private transient SensitiveValues redactor;
    private transient boolean writing;
    private transient TurnText turn;

    /**
     * @param id of the run
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    StackTask(String id, String node, FilePath workspace) {
        this.id = id;
        this.node = node;
        this.workspacePath = workspace.getRemote();
    }

    /** Notes what is needed of a request once its run directory is written. */
    final void take(PlanRequest request) {
        name = request.name();
        stack = request.stack();
        tool = request.tool();
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
        ToolChoice choice = ToolChoice.of(tool, computer == null ? null : computer.getNode(), host.current(), environment,
                host.listener());
        tool = choice.name();
        Map<String, String> added = ofTheBuildAlone(environment, computer);
        added.putAll(traced(host.build()));
        beginToWrite();
        InitAccess access;
        BoundCredentials bound;
        try {
            access = access(host.build(), request);
            bound = BoundCredentials.of(request, host.build(), directory, added, host.launcher(), host.listener());
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
        unbinders = new ArrayList<>(bound.unbinders());
        Set<String> values = new LinkedHashSet<>(access.secrets());
        values.addAll(bound.secrets());
        remember(new ArrayList<>());
        mask(values, host);
        WriteRun.Written written = directory.act(new WriteRun(operation(), request, workspacePath, current(host),
                choice.executables(), added, cache(computer), bound.access(), access,
                known()));
        if (!written.refusal().isEmpty()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, written.refusal());
        }
        stackPath = written.stack();
        varFiles = new LinkedHashMap<>(written.varFiles());
        written(host.build(), directory);
        host.listener().getLogger().println(beginning());
        if (written.unmasked() > 0) {
            host.listener().getLogger().println(Messages.StackTask_unmasked(written.unmasked(), SensitiveValues.SHORTEST,
                    SensitiveValues.SHORTEST_BOUND, SensitiveValues.MIN_DIGITS));
        }
    }

    /** Says it first, since it may be why nothing comes of the rest. */
    private void tellDefaults(List<String> taken, RunHost host, EnvVars environment) throws IOException, InterruptedException {
        SensitiveValues masks = new SensitiveValues();
        for (String name : host.sensitiveVariables()) {
            masks.addBound(environment.getOrDefault(name, ""));
        }
        defaults = new ArrayList<>(taken.stream().map(masks::redact).toList());
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

    /**
     * What the node itself has in its environment is not repeated: in a container it would be wrong.
     * PATH is left to the launcher, which knows where it starts processes.
     */
    static Map<String, String> ofTheBuildAlone(EnvVars environment, Computer computer)
            throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        if (computer != null) {
            computer.getEnvironment().forEach(variables::remove);
        }
        variables.remove("PATH");
        return variables;
    }

    /** What the CLI starts joins the trace of the build, at the span of the run; the CLI itself exports nothing. */
    private Map<String, String> traced(Run<?, ?> build) {
        BuildTrace trace = BuildTrace.of(build);
        Map<String, String> variables = trace.context().at(RunSpans.id(trace, id)).environment();
        variables.values().removeIf(String::isEmpty);
        return variables;
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
            if (lock != null && isWork(event)) {
                lock.got();
            }
            if (event instanceof Event.Diagnosed diagnosed && isOfLock(stage, diagnosed)) {
                continue;
            }
            if (event instanceof Event.Diagnosed diagnosed) {
                log.println(redactor(build).redact(DiagnosticText.of(diagnosed.diagnostic())));
            } else if (event instanceof Event.Text text && !(stage.equals(StackScripts.PREPARE) && text.line().isBlank())) {
                log.println(redactor(build).redact(text.line()));
            }
        }
    }

    /** Who holds it is said at the end, and what follows. */
    private boolean isOfLock(String stage, Event.Diagnosed diagnosed) {
        return lock != null && LOCKING.contains(stage) && diagnosed.diagnostic().summary().equals(LockProblem.SUMMARY);
    }

    private static boolean isWork(Event event) {
        return event instanceof Event.RefreshStarted || event instanceof Event.PlannedChange || event instanceof Event.ApplyStarted
                || event instanceof Event.Summary;
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
        Prepared prepared = directory.act(new ReadPrepared(workspacePath, stackPath, node));
        if (!prepared.refusal().isEmpty() && operation() != StackOperation.CHECK) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, prepared.refusal());
        }
        tool = prepared.tool();
        toolVersion = prepared.version();
        terraformWorkspace = prepared.workspace();
        commit = prepared.commit();
        providers = new ArrayList<>(prepared.providers().entrySet().stream()
                .map(provider -> provider.getKey() + " " + provider.getValue()).toList());
        identified(prepared.identity());
        if (turnKey.isEmpty()) {
            log.println(operation() == StackOperation.CHECK ? Messages.StackTask_stateless(toolWithVersion())
                    : Messages.StackTask_prepared(toolWithVersion(), terraformWorkspace, prepared.state().backend()));
        }
        turnKey = prepared.state().digest();
        turnLabel = prepared.state().label();
        refuseIfClosed();
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
        waited = place.began() - place.since();
        if (build != null) {
            BuildTrace trace = BuildTrace.of(build);
            trace.record(RunSpans.waited(trace, id, "turn", place.since(), place.began()));
        }
        log.println(Messages.StackTask_turn(turnLabel, Util.getTimeSpanString(waited)));
        return prepared(build, directory, prepared, log).renewed();
    }

    private Next locked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (stage.equals(StackScripts.UNLOCK) && operation() != StackOperation.UNLOCK) {
            String failure = end.code() == 0 ? "" : failure(build, directory, attempt, end).getMessage();
            return lock.unlocked(directory, attempt, end.code(), end.failed(), failure, log);
        }
        if (!LOCKING.contains(stage)) {
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
        if (lock != null && LOCKING.contains(stage)) {
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
        if (lock == null || !LOCKING.contains(stage)) {
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
        return Turn.of(id, turnKey, turnLabel, build == null ? "" : build.getExternalizableId(), label());
    }

    @Override
    public final Waiting waiting() {
        if (turnKey.isEmpty() || Turns.get().mayWork(id) || isClosed()) {
            return Waiting.NOT;
        }
        if (turn == null) {
            turn = new TurnText(id, turnLabel);
        }
        return turn.now();
    }

    /** Milliseconds for which it waited for others on this controller, and for whoever else held the lock. */
    final long waited() {
        return waited;
    }

    /** A result, with what is to be known of the lock. */
    final Map<String, Object> withLock(Map<String, Object> result) {
        result.put("waited", waited + (lock == null ? 0 : lock.outside()));
        result.put("lock", lock == null ? new LinkedHashMap<>() : lock.facts());
        return result;
    }

    /** Whether the task is the one that sets right what a state is closed for. */
    boolean opens(ClosedState closed) {
        return false;
    }

    private boolean isClosed() {
        try {
            ClosedState closed = ClosedStates.get().of(turnKey);
            return closed != null && !opens(closed);
        } catch (IOException e) {
            // Whoever goes on hears of it.
            return true;
        }
    }

    private void refuseIfClosed() throws IOException {
        ClosedState closed = ClosedStates.get().of(turnKey);
        if (closed != null && !opens(closed)) {
            Run<?, ?> other = Run.fromExternalizableId(closed.build());
            throw new CloudOpsException(FailureKind.UNKNOWN, Messages.StackTask_closed(turnLabel, closed.sentence(),
                    other == null ? closed.build() : other.getFullDisplayName()));
        }
    }

    /** What a plan that is made now is bound to, as far as that is known before. */
    final PlanOrigin origin(Prepared prepared) {
        String relative = stackPath.length() > workspacePath.length() && stackPath.startsWith(workspacePath)
                ? stackPath.substring(workspacePath.length() + 1) : ".";
        return new PlanOrigin(relative, stackPath, terraformWorkspace, tool, toolVersion,
                new PlanOrigin.Sources(prepared.commit(), prepared.tree(), prepared.edits(), prepared.providers(), varFiles),
                new PlanOrigin.State(prepared.state().label(), prepared.state().digest(), prepared.identity().lineage(),
                        prepared.identity().serial()),
                "", false, 0);
    }

    /** Why a stage failed. */
    CloudOpsException failure(Run<?, ?> build, FilePath directory, String attempt, Progress end)
            throws IOException, InterruptedException {
        return CliFailure.of(name, tool, attempt, end, directory, redactor(build));
    }

    private static InitAccess access(Run<?, ?> build, PlanRequest request) {
        BuildCredentials credentials = new BuildCredentials(build);
        Map<String, String> tokens = new TreeMap<>();
        request.registries().forEach((host, id) -> tokens.put(host, credentials.secretText("registries", id)));
        String git = request.gitCredentialsId();
        return new InitAccess(tokens, git.isEmpty() ? null : credentials.git("gitCredentialsId", git));
    }

    /** What was secret before stays so. */
    private void mask(Set<String> found, RunHost host) throws IOException, InterruptedException {
        Set<String> values = new LinkedHashSet<>(known());
        values.addAll(found);
        EnvVars environment = host.environment();
        for (String name : host.sensitiveVariables()) {
            values.add(environment.getOrDefault(name, ""));
        }
        values.remove("");
        remember(new ArrayList<>(values.stream().map(Secret::fromString).toList()));
    }

    @Override
    public final void renew(RunHost host, FilePath workspace, FilePath directory, String attempt)
            throws IOException, InterruptedException {
        PlanRequest request = asked();
        Map<String, String> added = ofTheBuildAlone(host.environment(), workspace.toComputer());
        added.putAll(traced(host.build()));
        List<MultiBinding.Unbinder> old = unbinders;
        unbinders = new ArrayList<>();
        BoundCredentials.release(old, host.build(), directory, host.launcher(), host.listener());
        BoundCredentials bound;
        try {
            bound = BoundCredentials.again(request, host.build(), directory, added, host.launcher(), host.listener());
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
        unbinders = new ArrayList<>(bound.unbinders());
        mask(bound.secrets(), host);
        directory.act(new RenewRun(attempt, request, added, bound.access(),
                known()));
    }

    private synchronized void remember(List<Secret> values) {
        sensitive = values;
        redactor = null;
    }

    private synchronized List<String> known() {
        return sensitive.stream().map(Secret::getPlainText).toList();
    }

    /** Masks what the build was given; the same after a restart of the controller. Pages ask for it while the run goes on. */
    final synchronized SensitiveValues redactor(Run<?, ?> build) {
        if (redactor == null) {
            SensitiveValues known = new SensitiveValues();
            sensitive.forEach(value -> known.addBound(value.getPlainText()));
            redactor = known;
        }
        return redactor;
    }

    @Override
    public final void release(Run<?, ?> build, FilePath directory, TaskListener listener) throws IOException, InterruptedException {
        if (lock != null) {
            lock.release();
        }
        Computer computer = directory.toComputer();
        Node place = computer == null ? null : computer.getNode();
        if (!unbinders.isEmpty() && build != null && place != null) {
            BoundCredentials.release(unbinders, build, directory, place.createLauncher(listener), listener);
        }
    }

    @Override
    public final String redacted(Run<?, ?> build, String text) {
        return redactor(build).redact(text);
    }

    @Override
    public void describe(Run<?, ?> build, SpanRecord.Builder span) {
        SensitiveValues masks = redactor(build);
        span.attribute("cloudops.name", masks.redact(name))
                .attribute("cloudops.stack", masks.redact(stack))
                .attribute("cloudops.workspace", masks.redact(terraformWorkspace))
                .attribute("cloudops.tool", tool)
                .attribute("cloudops.tool.version", toolVersion)
                .attribute("cloudops.providers", providers == null || providers.isEmpty() ? null : providers)
                .attribute("cloudops.defaults", defaults == null || defaults.isEmpty() ? null : defaults)
                .attribute("cloudops.state.serial", serial < 0 ? null : serial)
                .attribute("cloudops.lock.holder", lock == null ? "" : masks.redact(String.valueOf(lock.facts().get("heldBy"))))
                .attribute("vcs.ref.head.revision", commit);
    }

    @Override
    public final StoredRun.Subject subject(Run<?, ?> build) {
        SensitiveValues masks = redactor(build);
        // Without a plan that was found, there is only what was asked for.
        return new StoredRun.Subject(masks.redact(name.isEmpty() ? label() : name), masks.redact(stack), masks.redact(terraformWorkspace));
    }

    @Override
    public final StoredRun.Wait waited(Run<?, ?> build) {
        String holder = lock == null ? "" : String.valueOf(lock.facts().getOrDefault("heldBy", ""));
        return new StoredRun.Wait(waited + (lock == null ? 0 : lock.outside()), redactor(build).redact(holder));
    }

    /** What the state was when it was last looked at. */
    final void identified(StateIdentity state) {
        serial = state.isKnown() ? state.serial() : serial;
    }

    /** One directory for the providers of all jobs on an agent; empty where there is none. */
    private static String cache(Computer computer) {
        Node place = computer == null ? null : computer.getNode();
        FilePath root = place == null ? null : place.getRootPath();
        return root == null ? "" : root.child("cloudops-pipeline/providers").getRemote();
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

    /** The absolute path of the stack on the agent. */
    final String stackPath() {
        return stackPath;
    }

    /** Terraform's; empty before {@code prepare} has ended. */
    final String terraformWorkspace() {
        return terraformWorkspace;
    }

    /** The installation or the executable. */
    final String tool() {
        return tool;
    }

    /** Such as {@code 1.11.4}; empty if it did not say. */
    final String toolVersion() {
        return toolVersion;
    }

    final String toolWithVersion() {
        return toolVersion.isEmpty() ? tool : tool + " " + toolVersion;
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
