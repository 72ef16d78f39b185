package hudson.model;

import java.io.IOException;
import java.util.logging.Level;

/** What Jenkins does again and again in a thread of its own, as itself. Declared: what it does, and how loudly. */
public abstract class AsyncPeriodicWork extends PeriodicWork {

    protected AsyncPeriodicWork(String name) {
        // For the name of its thread and of its log.
    }

    protected Level getNormalLoggingLevel() {
        return Level.INFO;
    }

    protected abstract void execute(TaskListener log) throws IOException, InterruptedException;
}
