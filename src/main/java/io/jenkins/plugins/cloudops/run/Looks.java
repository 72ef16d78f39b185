package io.jenkins.plugins.cloudops.run;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * When a run is looked at next. There is one look to come, the earliest that anybody asked for. Any thread may ask,
 * under a lock of its own: a look can take long, and can be over before whoever asked for it has noted it.
 * Only {@link #pause} and {@link #beginAgain} belong to the look itself.
 */
final class Looks {

    private static final Logger LOGGER = Logger.getLogger(Looks.class.getName());

    private static final long QUICK = Long.getLong(Looks.class.getName() + ".quickMillis", 10);
    private static final long SLOW = Long.getLong(Looks.class.getName() + ".slowMillis", 10_000);
    /** The longest pause of a run that was asked to stop: somebody is waiting for it. */
    private static final long STOPPING = 1_000;

    private final String run;
    private final ScheduledExecutorService pool;
    private final LongSupplier nanos;
    private final Runnable look;
    private final Object scheduling = new Object();
    private ScheduledFuture<?> next;
    private long number;
    private long began;

    /**
     * @param run its id
     * @param nanos a clock, in nanoseconds
     * @param look what a look is; at most one begins for each that was asked for
     */
    Looks(String run, ScheduledExecutorService pool, LongSupplier nanos, Runnable look) {
        this.run = run;
        this.pool = pool;
        this.nanos = nanos;
        this.look = look;
        this.began = nanos.getAsLong();
    }

    void now() {
        after(0);
    }

    void soon() {
        after(QUICK);
    }

    /** @param millis from now; one that is to come earlier stays */
    void after(long millis) {
        synchronized (scheduling) {
            if (next != null && next.getDelay(TimeUnit.MILLISECONDS) <= millis) {
                return;
            }
            if (next != null) {
                next.cancel(false);
            }
            long asked = ++number;
            try {
                next = pool.schedule(() -> look(asked), millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.FINE, "run {0} is followed further after the restart", run);
            }
        }
    }

    /** One that began to run when another was asked for is none any more. */
    private void look(long asked) {
        synchronized (scheduling) {
            if (asked != number) {
                return;
            }
            next = null;
        }
        look.run();
    }

    /** Whether the controller goes down, so that nobody looks any more. */
    boolean areOver() {
        return pool.isShutdown();
    }

    /** What follows is as new as if it began now, and is looked at as closely. */
    void beginAgain() {
        began = nanos.getAsLong();
    }

    /**
     * A fiftieth of the time that it has taken so far: quick runs are seen quickly, long ones cost little.
     *
     * @return milliseconds
     */
    long pause(boolean stopping) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - began);
        long longest = stopping ? Math.min(SLOW, STOPPING) : SLOW;
        return Math.max(QUICK, Math.min(longest, elapsed / 50));
    }
}
