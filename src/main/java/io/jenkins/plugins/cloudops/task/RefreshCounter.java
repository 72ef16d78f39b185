package io.jenkins.plugins.cloudops.task;

import java.util.function.LongSupplier;

/** Counts the objects that a plan reads, and has a line about it for people now and then, not one for each. */
final class RefreshCounter {

    private static final long PAUSE = 10_000_000_000L;

    private final LongSupplier nanos;
    private long last;
    private int read;
    private int expected;

    /** @param nanos a clock, such as {@link System#nanoTime} */
    RefreshCounter(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** @param count how many objects will be read, as far as an earlier plan tells; 0 if none does */
    void expect(int count) {
        expected = count;
    }

    int read() {
        return read;
    }

    /** Takes in one more object, and returns a line to print or null. */
    String next() {
        read++;
        long now = nanos.getAsLong();
        if (now - last < PAUSE) {
            return null;
        }
        last = now;
        return expected > read ? Messages.PlanTask_progress(read, expected) : Messages.PlanTask_progressOnly(read);
    }
}
