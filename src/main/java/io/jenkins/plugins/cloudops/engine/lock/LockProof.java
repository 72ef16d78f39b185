package io.jenkins.plugins.cloudops.engine.lock;

import io.jenkins.plugins.cloudops.engine.lock.LockProblem.CannotLock;
import io.jenkins.plugins.cloudops.engine.lock.LockProblem.HeldBy;
import io.jenkins.plugins.cloudops.engine.lock.LockProblem.HeldByUnknown;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides whose a lock is, and whether it is dead. A run cannot sign its lock, and never learns its ID; so a lock is taken
 * for ours only when it is on the same state, was made by the user and on the host of our run, while that run was at
 * work. It is dead when the build is over and the process is gone. Anything less is no proof, and breaking a lock needs
 * proof.
 *
 * @param verdict what follows
 * @param reason a sentence for people
 * @param run the name of our run, or "" when it is not ours
 */
public record LockProof(Verdict verdict, String reason, String run) implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * By how much the time in a lock may lie outside of a run. Both are times of the agent's clock, but that clock can be
     * set while the run goes on, and is read by different programs.
     */
    public static final Duration TOLERANCE = Duration.ofSeconds(5);

    /** Whose it is. */
    public enum Verdict {
        /** A run of ours holds it, and may still work. */
        OURS_ALIVE,
        /** A run of ours has left it behind. */
        OURS_DEAD,
        /** It is none of ours. */
        FOREIGN,
        /** It can be anyone's. */
        NOT_PROVABLE
    }

    /**
     * @param state the state that is locked
     * @param problem how the tool said so
     * @param runs all stages of ours that may have locked this state, and any others; without the one that asks, and
     *     without those whose CLI ended by itself and said nothing of a lock that it could not release
     */
    public static LockProof of(StateKey state, LockProblem problem, Collection<RunWindow> runs) {
        if (problem instanceof HeldBy held) {
            return held(state, held.info(), runs.stream().filter(run -> run.state().sameState(state)).toList());
        }
        return notProvable(problem instanceof HeldByUnknown unknown
                ? unknown.reason()
                : Messages.LockProof_noLock(((CannotLock) problem).message()));
    }

    private static LockProof held(StateKey state, LockInfo lock, List<RunWindow> runs) {
        Instant created = lock.createdAt().orElse(null);
        if (created == null || lock.who().isEmpty()) {
            return notProvable(Messages.LockProof_incomplete(lock.id()));
        }
        if (runs.isEmpty()) {
            return foreign(Messages.LockProof_noRun());
        }
        List<RunWindow> same = runs.stream().filter(run -> run.who().equals(lock.who())).toList();
        if (same.isEmpty()) {
            return foreign(Messages.LockProof_otherUser(
                    lock.who(), runs.stream().map(RunWindow::who).distinct().sorted().limit(5).collect(Collectors.joining(", "))));
        }
        List<RunWindow> fitting = same.stream().filter(run -> run.contains(created)).toList();
        if (fitting.isEmpty()) {
            return foreign(Messages.LockProof_otherTime(lock.created(), lock.who()));
        }
        List<String> names = fitting.stream().map(RunWindow::run).distinct().toList();
        // Several stages of one run are one run, as alive as the one of them that is.
        return names.size() > 1
                ? notProvable(Messages.LockProof_severalRuns(String.join(", ", names.subList(0, Math.min(5, names.size())))))
                : single(state, fitting.stream().filter(run -> !run.dead()).findFirst().orElse(fitting.get(0)));
    }

    private static LockProof single(StateKey state, RunWindow run) {
        if (!run.ended()) {
            return new LockProof(Verdict.OURS_ALIVE, Messages.LockProof_running(run.run()), run.run());
        }
        if (run.process() == RunWindow.Process.RUNNING) {
            return new LockProof(Verdict.OURS_ALIVE, Messages.LockProof_processThere(run.run()), run.run());
        }
        if (!run.dead()) {
            return notProvable(Messages.LockProof_processUnknown(run.run()));
        }
        // The operating system takes it back with the process, so another one must have it.
        return state.backend().equals("local")
                ? notProvable(Messages.LockProof_local(run.run()))
                : new LockProof(Verdict.OURS_DEAD, Messages.LockProof_dead(run.run()), run.run());
    }

    private static LockProof notProvable(String reason) {
        return new LockProof(Verdict.NOT_PROVABLE, reason, "");
    }

    private static LockProof foreign(String reason) {
        return new LockProof(Verdict.FOREIGN, reason, "");
    }
}
