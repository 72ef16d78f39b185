package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * An apply for the console while it runs: a line for each operation that ended, and every half a minute at most one for
 * what is at work, if something takes its time. Why something failed is not said here. Lines have no line break, cannot
 * act on a terminal and are <em>not redacted</em>: what provisioners print can be secret. Not thread-safe.
 */
public final class ApplyProgress {

    static final long PAUSE = TimeUnit.SECONDS.toNanos(30);
    static final long WORTH_A_LINE = TimeUnit.SECONDS.toNanos(10);
    static final int MAX_OUTPUT = 4_000;

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private record Key(String address, Action action) {}

    private final int total;
    private final LongSupplier nanos;
    private final Map<Key, Long> inFlight = new LinkedHashMap<>();
    private int done;
    private long lastSaid;

    /**
     * @param total of the operations, see {@link #operations}
     * @param done how many ended before this object was made, after a restart: what {@link #done()} said
     * @param nanos a clock like {@link System#nanoTime}
     */
    public ApplyProgress(int total, int done, LongSupplier nanos) {
        this.total = total;
        this.done = done;
        this.nanos = nanos;
        this.lastSaid = nanos.getAsLong();
    }

    /** How many operations a plan has that are told by events: a replacement is two. */
    public static int operations(Counts counts) {
        return counts.create() + counts.update() + counts.delete() + counts.read() + 2 * counts.replace();
    }

    /** How many operations ended, failed ones as well: a number to keep for the next object after a restart. */
    public int done() {
        return done;
    }

    /**
     * The lines for what came in since the last time; none is usual. Call it with an empty list as well, since what is at
     * work is said by time.
     */
    public List<String> lines(List<Event> events) {
        List<String> lines = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.ApplyStarted started) {
                inFlight.put(new Key(started.address(), started.action()), nanos.getAsLong());
            } else if (event instanceof Event.ApplyProgressed progressed) {
                // After a restart this is the first that is heard of it.
                inFlight.putIfAbsent(new Key(progressed.address(), progressed.action()),
                        nanos.getAsLong() - TimeUnit.SECONDS.toNanos(progressed.elapsedSeconds()));
            } else if (event instanceof Event.ApplyCompleted completed) {
                lines.add(ended(completed.address(), completed.action(),
                        Words.past(completed.action()) + " in " + Words.seconds(completed.elapsedSeconds())));
            } else if (event instanceof Event.ApplyErrored errored) {
                lines.add(ended(errored.address(), errored.action(), "failed after " + Words.seconds(errored.elapsedSeconds())));
            } else if (event instanceof Event.Provisioned provisioned) {
                lines.add(output(provisioned));
            }
        }
        long now = nanos.getAsLong();
        if (now - lastSaid >= PAUSE) {
            slowest(now, lines);
        }
        return lines;
    }

    private String ended(String address, Action action, String how) {
        inFlight.remove(new Key(address, action));
        done++;
        return done + "/" + Math.max(done, total) + " " + Words.address(address) + ": " + how;
    }

    private void slowest(long now, List<String> lines) {
        Map.Entry<Key, Long> slowest = null;
        for (Map.Entry<Key, Long> one : inFlight.entrySet()) {
            slowest = slowest == null || one.getValue() - slowest.getValue() < 0 ? one : slowest;
        }
        if (slowest != null && now - slowest.getValue() >= WORTH_A_LINE) {
            lastSaid = now;
            lines.add(Words.number(inFlight.size()) + " in flight, slowest " + Words.address(slowest.getKey().address()) + ": "
                    + Words.present(slowest.getKey().action()) + " for "
                    + Words.seconds(TimeUnit.NANOSECONDS.toSeconds(now - slowest.getValue())));
        }
    }

    private static String output(Event.Provisioned provisioned) {
        String text = COLOUR.matcher(provisioned.output()).replaceAll("").stripTrailing();
        String cut = text.length() <= MAX_OUTPUT ? text : text.substring(0, MAX_OUTPUT - 1) + "…";
        return Words.address(provisioned.address()) + " (" + Printable.line(provisioned.provisioner()) + "): " + Printable.line(cut);
    }
}
