package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.util.ArrayList;
import java.util.List;

/** One planned change while the stream goes by: which of its steps began, and how they ended. */
final class Operation {

    final String address;
    final String deposed;
    final boolean imported;
    /** What was planned; for what was not, what the events say of it. */
    private Action action;

    private final Step first = new Step();
    private final Step second = new Step();
    private long millis;
    /** When its last step ended, as a number that grows along the stream; 0 before. */
    private long ended;
    /** Another one at the same address; null if there is none. */
    Operation next;

    private static final class Step {
        private Action action;
        private long start;
        private long stop = EventReader.NO_TIME;
        private int number;
        private boolean done;
        private boolean failed;

        boolean running() {
            return action != null && !done && !failed;
        }
    }

    Operation(String address, String deposed, Action action, boolean imported) {
        this.address = address;
        this.deposed = deposed;
        this.action = action;
        this.imported = imported;
    }

    Action action() {
        return action;
    }

    /** Whether a step of this kind is planned and has not begun yet. */
    boolean awaits(Action step) {
        if (action == Action.REPLACE) {
            return (step == Action.CREATE || step == Action.DELETE) && first.action != step && second.action != step;
        }
        return action == step && first.action == null;
    }

    /** Takes in a step that nobody planned, if it can be one of this: a plan that is not known, or a change of mind. */
    boolean adopts(Action step) {
        boolean otherHalf = first.action == Action.CREATE && step == Action.DELETE
                || first.action == Action.DELETE && step == Action.CREATE;
        if (second.action != null || first.action != null && !otherHalf) {
            return false;
        }
        action = otherHalf ? Action.REPLACE : step;
        return true;
    }

    /** @param number of this beginning among all of the stream */
    void start(Action step, long time, int number) {
        Step next = first.action == null ? first : second;
        next.action = step;
        next.start = time;
        next.number = number;
    }

    /**
     * The steps that began.
     *
     * @param last when the last event of the stream came
     */
    List<ResourceStep> steps(long last) {
        List<ResourceStep> steps = new ArrayList<>(2);
        for (Step step : new Step[] {first, second}) {
            if (step.action != null) {
                long end = step.stop == EventReader.NO_TIME ? last : step.stop;
                long start = step.start == EventReader.NO_TIME ? end : step.start;
                steps.add(new ResourceStep(step.number, step.action, start, end, step.done));
            }
        }
        return steps;
    }

    boolean runs(Action step) {
        return first.running() && first.action == step || second.running() && second.action == step;
    }

    /** @param number of this end among all of the stream */
    void end(Action step, long time, long seconds, boolean failed, long number) {
        ended = number;
        Step ending = first.running() && first.action == step ? first : second;
        ending.done = !failed;
        ending.failed = failed;
        ending.stop = time;
        boolean timed = time != EventReader.NO_TIME && ending.start != EventReader.NO_TIME;
        millis += timed ? Math.max(0, time - ending.start) : seconds * 1000;
    }

    long ended() {
        return ended;
    }

    boolean started() {
        return first.action != null;
    }

    boolean failed() {
        return first.failed || second.failed;
    }

    boolean running() {
        return first.running() || second.running();
    }

    /** Whether one of two steps is done, and nothing of the other. */
    boolean half() {
        return action == Action.REPLACE && first.done && second.action == null;
    }

    /** The step that was done of a {@link #half}. */
    Action doneHalf() {
        return first.action;
    }

    /** Whether every planned step is done. */
    boolean done() {
        return first.done && (action != Action.REPLACE || second.done);
    }

    long millis() {
        return millis;
    }
}
