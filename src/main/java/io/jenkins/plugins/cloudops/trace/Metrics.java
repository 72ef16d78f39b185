package io.jenkins.plugins.cloudops.trace;

import io.jenkins.plugins.cloudops.engine.trace.otlp.Instruments;
import java.util.function.LongSupplier;

/** What this Jenkins counts and measures. Goes where traces go; nowhere, and at no cost, without a collector. */
public final class Metrics {

    private static volatile LongSupplier incidents = () -> 0;

    private Metrics() {
    }

    /** The instruments of now: do not keep them. */
    public static Instruments get() {
        return TraceExport.get().instruments();
    }

    /** Whoever knows about incidents says how many are in force. */
    public static void incidents(LongSupplier inForce) {
        incidents = inForce;
    }

    static long incidents() {
        return incidents.getAsLong();
    }
}
