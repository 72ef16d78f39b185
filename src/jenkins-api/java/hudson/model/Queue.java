package hudson.model;

import hudson.model.queue.ScheduleResult;
import hudson.model.queue.SubTask;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What waits to be built. Declared: putting something into it, and what is asked before that. Here nothing is built by itself.
 */
public class Queue {

    private static final Queue ONLY = new Queue();

    /** Only here: what waits; whoever tests builds it. */
    public final List<Task> waiting = new CopyOnWriteArrayList<>();

    private Queue() {
    }

    public static Queue getInstance() {
        return ONLY;
    }

    /** Nothing new if the same waits already. */
    public ScheduleResult schedule2(Task task, int quietPeriod, Action... actions) {
        if (!waiting.contains(task)) {
            waiting.add(task);
        }
        return new ScheduleResult();
    }

    /** Something to build. Declared: its names. */
    public interface Task extends SubTask {
        String getName();

        String getFullDisplayName();

        String getUrl();
    }

    /** A task that is forgotten when Jenkins ends. Declared as a type. */
    public interface TransientTask extends Task {
    }

    /** A task that is being built. Declared: what it is of, and doing it. */
    public interface Executable {
        SubTask getParent();

        void run();
    }

    /** Is asked whether something should wait to be built. Declared: that. */
    public abstract static class QueueDecisionHandler {

        /** @param actions what the build will have; more can be added */
        public abstract boolean shouldSchedule(Task task, List<Action> actions);
    }
}
