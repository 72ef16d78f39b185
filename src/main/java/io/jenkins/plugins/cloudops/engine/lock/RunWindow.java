package io.jenkins.plugins.cloudops.engine.lock;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * What we remember of a stage of ours that locks a state: what a lock has to fit to be that run's.
 *
 * @param run names it for people: {@code network #12}
 * @param state what it works on
 * @param who {@code user@host} of the process, as the tool finds them out
 * @param from when the CLI was started, by the clock of the agent
 * @param until when the CLI was seen to have ended, by the same clock; {@link Instant#MAX} when it was not
 * @param ended whether the build is over
 * @param process what is known of the process now
 */
public record RunWindow(String run, StateKey state, String who, Instant from, Instant until, boolean ended, Process process)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What the agent says of the process that may hold the lock. */
    public enum Process {
        RUNNING,
        /** It is proven that there is no such process any more. */
        GONE,
        /** The agent cannot be asked, or does not know. */
        UNKNOWN
    }

    public RunWindow {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(process, "process");
    }

    /** Whether nothing can be left of it that works on the state. */
    boolean dead() {
        return ended && process == Process.GONE;
    }

    /* Without arithmetic on the ends, which may be those of time. */
    boolean contains(Instant created) {
        return !created.plus(LockProof.TOLERANCE).isBefore(from) && !created.minus(LockProof.TOLERANCE).isAfter(until);
    }
}
