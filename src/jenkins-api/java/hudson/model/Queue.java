package hudson.model;

import java.util.List;

/** What waits to be built. Declared: what is asked before something is put into it. */
public class Queue {

    private Queue() {
    }

    /** Something to build. Declared as a type. */
    public interface Task {
    }

    /** A task that is being built. Declared as a type. */
    public interface Executable {
    }

    /** Is asked whether something should wait to be built. Declared: that. */
    public abstract static class QueueDecisionHandler {

        /** @param actions what the build will have; more can be added */
        public abstract boolean shouldSchedule(Task task, List<Action> actions);
    }
}
