package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.Util;
import io.jenkins.plugins.cloudops.agent.ReadLock;
import io.jenkins.plugins.cloudops.agent.ReadLock.Ending;
import io.jenkins.plugins.cloudops.agent.ReadLock.Ending.Look;
import io.jenkins.plugins.cloudops.agent.ReadUser;
import io.jenkins.plugins.cloudops.agent.WriteLockFile;
import io.jenkins.plugins.cloudops.engine.lock.LockProblem;
import io.jenkins.plugins.cloudops.engine.lock.LockProof;
import io.jenkins.plugins.cloudops.engine.lock.RunWindow;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.engine.process.ExitStatus;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.OnDeadLock;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.queue.LockWindow;
import io.jenkins.plugins.cloudops.queue.LockWindows;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.Next;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The lock of the state on which a run works: what to do when somebody else holds it, and whether our own was given back.
 * Saved with its task.
 *
 * <p>Long, since it is one story from the first try to the last look, and every end of it is told to people.
 */
final class StateLock {

    private static final Logger LOGGER = Logger.getLogger(StateLock.class.getName());

    private static final Set<String> STAGES = Set.of(StackScripts.PLAN, StackScripts.APPLY, StackScripts.PUSH);

    private final String run;
    private final String build;
    private final String key;
    private final String backend;
    private final String label;
    private final String stack;
    private final String who;
    private final long timeout;
    private final OnDeadLock onDeadLock;
    private final long from;

    /** The stage that could not lock, how many further attempts at it that made, and since when. */
    private String stage = "";
    private int tries;
    private int attempt;
    private long since;
    private long outside;
    private String holder = "";
    private String unlocked = "";
    private long until;
    private boolean waits;
    private boolean left;
    private boolean gone;

    private StateLock(String run, String build, StateKey state, String stack, PlanRequest request, ReadUser.User user) {
        this.run = run;
        this.build = build;
        this.key = state.digest();
        this.backend = state.backend();
        this.label = state.label();
        this.stack = stack;
        this.who = user.who();
        this.timeout = request.lockTimeout().toMillis();
        this.onDeadLock = request.onDeadLock();
        this.from = user.now();
    }

    /** Notes that a run begins to work, before its CLI can take the lock. */
    static StateLock begin(String run, String build, StateKey state, String stack, PlanRequest request, String node, FilePath directory)
            throws IOException, InterruptedException {
        ReadUser.User user = directory.act(new ReadUser());
        StateLock lock = new StateLock(run, build, state, stack, request, user);
        LockWindows.get().open(new LockWindow(run, build, state, user.who(), node, user.boot(), lock.from));
        return lock;
    }

    /** Whether a stage takes the lock. */
    static boolean isTakenBy(String stage) {
        return STAGES.contains(stage);
    }

    /**
     * Takes in what a stage says.
     *
     * @return whether it need not be printed: who holds the lock is said at the end, and what follows
     */
    boolean tells(String at, Event event) {
        if (event instanceof Event.RefreshStarted || event instanceof Event.PlannedChange || event instanceof Event.ApplyStarted
                || event instanceof Event.Summary) {
            got();
        }
        return event instanceof Event.Diagnosed diagnosed && isTakenBy(at) && diagnosed.diagnostic().summary().equals(LockProblem.SUMMARY);
    }

    /** How many attempts at a stage were made for the lock alone. */
    int tries(String at) {
        return at.equals(stage) ? tries : 0;
    }

    /** Which attempt at a stage was made last for the lock, 0 for none. */
    int attempt(String at) {
        return at.equals(stage) ? attempt : 0;
    }

    /** Something other than waiting goes on, so the lock was got. */
    void got() {
        if (since != 0) {
            outside += System.currentTimeMillis() - since;
            since = 0;
            try {
                Turns.get().heldBy(run, "");
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "others are told later that run " + run + " works", e);
            }
        }
    }

    /**
     * Takes in the end of a stage that takes the lock.
     *
     * @param succeeded whether it did what it was to do
     * @return what comes next when that is a matter of the lock; null when it is not
     * @throws CloudOpsException if the lock cannot be had
     */
    Next ended(FilePath directory, String at, String name, int number, int code, boolean succeeded, PrintStream log)
            throws IOException, InterruptedException {
        left = false;
        if (succeeded) {
            got();
            if (Turns.get().of(run) != null) {
                // When the same end is taken in again, others may have come after it.
                LockWindows.get().taken(key);
            }
            return null;
        }
        Ending ending = directory.act(new ReadLock(name, backend));
        if (ending.problem() == null) {
            got();
            after(ending, code, log);
            return null;
        }
        if (ending.problem() instanceof LockProblem.CannotLock cannot) {
            FailureKind kind = ending.kind() == FailureKind.LOCKED ? FailureKind.CONFIGURATION : ending.kind();
            throw new CloudOpsException(kind, Messages.StateLock_cannot(label, cannot.message()));
        }
        return held(directory, at, number, ending.problem(), log);
    }

    private Next held(FilePath directory, String at, int number, LockProblem problem, PrintStream log)
            throws IOException, InterruptedException {
        LockProof proof = proof(problem, List.of());
        String sentence = Messages.StateLock_held(label, holder(problem), proof.reason());
        String id = id(problem);
        if (since == 0) {
            holder = holder(problem);
            since = System.currentTimeMillis();
            log.println(sentence);
            if (proof.verdict() == LockProof.Verdict.OURS_DEAD && unlocked.isEmpty() && StackScripts.isLockId(id)) {
                if (onDeadLock == OnDeadLock.UNLOCK) {
                    log.println(Messages.StateLock_unlocking(id));
                    directory.act(new WriteLockFile(StackScripts.LOCK_ID, id));
                    unlocked = id;
                    next(at, number);
                    return Next.stage(StackScripts.UNLOCK).renewed();
                }
                log.println(advice(id));
            }
        }
        long remaining = timeout - (System.currentTimeMillis() - since);
        if (tries > 0 && at.equals(stage) && waits || remaining <= 0) {
            long waited = System.currentTimeMillis() - since;
            outside += waited;
            since = 0;
            throw new CloudOpsException(FailureKind.LOCKED, timeout == 0
                    ? sentence + " " + advice(id)
                    : Messages.StateLock_inVain(Util.getTimeSpanString(waited), sentence) + " " + advice(id));
        }
        waits = true;
        LockWindows.get().refused(run, id);
        log.println(Messages.StateLock_waits(Util.getTimeSpanString(remaining)));
        directory.act(new WriteLockFile(StackScripts.LOCK_TIMEOUT, remaining + "ms"));
        Turns.get().heldBy(run, sentence);
        return again(at, number);
    }

    private void next(String at, int number) {
        tries = at.equals(stage) ? tries + 1 : 1;
        stage = at;
        attempt = number + 1;
    }

    private Next again(String at, int number) {
        next(at, number);
        return Next.stage(at, attempt).renewed();
    }

    /** Takes in the end of the stage that took away a dead lock. */
    Next unlocked(FilePath directory, String name, int code, String where, String failure, PrintStream log)
            throws IOException, InterruptedException {
        since = 0;
        if (code == 0) {
            log.println(Messages.StateLock_unlocked(unlocked));
        } else {
            // The next try says how it is now.
            log.println(Messages.StateLock_notUnlocked(unlocked, where, failure));
            unlocked = "";
        }
        return Next.stage(stage, attempt).renewed();
    }

    /** Says after an end that was none of a lock's whether ours is still there. */
    void after(Ending ending, int code, PrintStream log) throws InterruptedException {
        until = ending.until();
        gone = true;
        left = ending.look() != Look.NONE && ending.look() != Look.FREE || code == ExitStatus.LOST && ending.look() == Look.NONE;
        if (ending.look() == Look.FREE) {
            log.println(Messages.StateLock_free(label));
        } else if (ending.look() == Look.LOCKED) {
            LockProof proof = proof(ending.there(), List.of(new RunWindow(Messages.StateLock_thisRun(), state(), who,
                    Instant.ofEpochMilli(from), until == 0 ? Instant.MAX : Instant.ofEpochMilli(until), true, RunWindow.Process.GONE)));
            log.println(Messages.StateLock_stillThere(label, holder(ending.there()), proof.reason(), advice(id(ending.there()))));
        } else if (left) {
            log.println(Messages.StateLock_notKnown(label, ending.said().isEmpty() ? ending.kind().word() : ending.said(), advice("")));
        } else if (code <= StackScripts.NOT_OURS) {
            log.println(Messages.StateLock_given(label));
        }
    }

    /** No process is left that could hold it. */
    void gone(long when) {
        until = when;
        gone = true;
    }

    /** Nobody knows whether it was given back. */
    void lost() {
        left = true;
    }

    /** The lock was given back, and will not be taken again. */
    void forget() throws IOException {
        LockWindows.get().forget(run);
    }

    /** The run is over: notes whether its lock may still be there. */
    void release() throws IOException {
        if (left) {
            LockWindows.get().left(run, until, gone);
        } else {
            forget();
        }
    }

    /** Milliseconds for which somebody had the lock whom Jenkins does not know. */
    long outside() {
        return outside + (since == 0 ? 0 : System.currentTimeMillis() - since);
    }

    /** For the result of a step: plain values. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("state", label);
        facts.put("backend", backend);
        facts.put("waited", outside());
        facts.put("heldBy", holder);
        facts.put("unlocked", unlocked);
        return facts;
    }

    StateKey state() {
        return new StateKey(key, backend, label);
    }

    String label() {
        return label;
    }

    /** Whose the lock is. */
    LockProof proof(LockProblem problem, List<RunWindow> ours) throws InterruptedException {
        List<RunWindow> runs = new ArrayList<>(LockWindows.get().on(key, id(problem), run, build));
        runs.addAll(ours);
        return LockProof.of(state(), problem, runs);
    }

    /** Who holds the lock, as far as that is known. */
    static String holder(LockProblem problem) {
        if (problem instanceof LockProblem.HeldBy held) {
            return held.info().sentence(Instant.now());
        }
        String id = id(problem);
        return id.isEmpty() ? Messages.StateLock_somebody() : Messages.StateLock_somebodyWith(id);
    }

    /** Of the lock; empty when it is not known. */
    static String id(LockProblem problem) {
        return problem instanceof LockProblem.HeldBy held ? held.info().id()
                : problem instanceof LockProblem.HeldByUnknown unknown ? unknown.id() : "";
    }

    /** What to do about a lock that stays. */
    String advice(String id) {
        return switch (backend) {
            case "local" -> Messages.StateLock_adviceLocal();
            case "pg" -> Messages.StateLock_advicePg();
            case "consul" -> Messages.StateLock_adviceConsul();
            default -> Messages.StateLock_advice(stack, id.isEmpty() ? "…" : id);
        };
    }
}
