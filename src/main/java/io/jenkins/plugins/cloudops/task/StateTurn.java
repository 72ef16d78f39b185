package io.jenkins.plugins.cloudops.task;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.RunSpans;
import io.jenkins.plugins.cloudops.run.Waiting;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Predicate;

/**
 * The turn of a run on its state among all runs of this controller, and whether anybody may work on that state at all.
 * Saved with its task. {@link Turns} knows whose turn it is; this knows which state it is about, and for how long it took.
 *
 * <p>{@link #waiting} is asked in any thread; the rest belongs to the look at the run.
 */
final class StateTurn {

    private final String run;
    private String key = "";
    private String label = "";
    private long waited;

    private transient TurnText text;

    /** @param run its id */
    StateTurn(String run) {
        this.run = run;
    }

    /** It is known which state it is about. */
    void on(StateKey state) {
        key = state.digest();
        label = state.label();
    }

    /** Whether it is known which state it is about. */
    boolean isKnown() {
        return !key.isEmpty();
    }

    /** The place in the line that the run asks for. */
    Turn wanted(Run<?, ?> build, String task) {
        return Turn.of(run, key, label, build == null ? "" : build.getExternalizableId(), task);
    }

    /**
     * For whom the run waits. A state that is closed is waited for by nobody.
     *
     * @param opens whether the run is the one that sets right what a state is closed for
     */
    Waiting waiting(Predicate<ClosedState> opens) {
        if (key.isEmpty() || Turns.get().mayWork(run) || isClosed(opens)) {
            return Waiting.NOT;
        }
        if (text == null) {
            text = new TurnText(run, label);
        }
        return text.now();
    }

    private boolean isClosed(Predicate<ClosedState> opens) {
        try {
            ClosedState closed = ClosedStates.get().of(key);
            return closed != null && !opens.test(closed);
        } catch (IOException e) {
            // Whoever goes on hears of it.
            return true;
        }
    }

    /** @throws CloudOpsException if the state is closed */
    void refuseIfClosed(Predicate<ClosedState> opens) throws IOException {
        ClosedState closed = ClosedStates.get().of(key);
        if (closed != null && !opens.test(closed)) {
            Run<?, ?> other = Run.fromExternalizableId(closed.build());
            throw new CloudOpsException(FailureKind.UNKNOWN, Messages.StateTurn_closed(label, closed.sentence(),
                    other == null ? closed.build() : other.getFullDisplayName()));
        }
    }

    /** Notes, records and tells that it has come, after it was waited for. */
    void came(Turn place, Run<?, ?> build, PrintStream log) {
        waited = place.began() - place.since();
        if (build != null) {
            BuildTrace trace = BuildTrace.of(build);
            trace.record(RunSpans.waited(trace, run, "turn", place.since(), place.began()));
        }
        log.println(Messages.StateTurn_came(label, Util.getTimeSpanString(waited)));
    }

    /** Milliseconds for which it waited for others on this controller. */
    long waited() {
        return waited;
    }
}
