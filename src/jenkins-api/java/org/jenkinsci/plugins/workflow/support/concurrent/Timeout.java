package org.jenkinsci.plugins.workflow.support.concurrent;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts the current thread after a time (workflow-support plugin). Declared entirely. */
public class Timeout implements AutoCloseable {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, Timeout.class.getName());
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> interruption;

    private Timeout(Future<?> interruption) {
        this.interruption = interruption;
    }

    public static Timeout limit(long time, TimeUnit unit) {
        return new Timeout(TIMER.schedule(Thread.currentThread()::interrupt, time, unit));
    }

    @Override
    public void close() {
        interruption.cancel(false);
    }
}
