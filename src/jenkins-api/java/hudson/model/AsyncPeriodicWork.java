package hudson.model;

import java.io.IOException;

/** What Jenkins does again and again in a thread of its own, as itself. Declared: what it does. */
public abstract class AsyncPeriodicWork extends PeriodicWork {

    public final String name;

    protected AsyncPeriodicWork(String name) {
        this.name = name;
    }

    protected abstract void execute(TaskListener log) throws IOException, InterruptedException;
}
