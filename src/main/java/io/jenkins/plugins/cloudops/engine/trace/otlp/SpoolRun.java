package io.jenkins.plugins.cloudops.engine.trace.otlp;

import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Empties a spool into a collector, a batch at a time, and waits longer with each failure. What is refused is sent in smaller
 * batches; a single span is given up only if the collector takes others, so that it does not stop all that follow. For one
 * thread.
 */
public final class SpoolRun {

    private static final Logger LOGGER = Logger.getLogger(SpoolRun.class.getName());

    static final int BATCH = 512;
    static final long FIRST_PAUSE = 1_000;
    static final long LONGEST_PAUSE = 60_000;
    /** Seconds that a collector can ask for at the most. */
    private static final long LONGEST_ASKED = 600;

    private final Spool spool;
    private int most = BATCH;
    private int failures;
    private boolean said;

    public SpoolRun(Spool spool) {
        this.spool = spool;
    }

    /**
     * Sends as much as there is and the collector takes.
     *
     * @return milliseconds after which to try again; 0 if nothing is left
     */
    public long run(Collector collector) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            Spool.Batch batch = spool.take(most);
            if (batch.isEmpty()) {
                return 0;
            }
            Collector.Delivery delivery = batch.spans().isEmpty() ? Collector.Delivery.DONE : collector.send(batch.spans());
            boolean refused = delivery.outcome() == Collector.Outcome.REFUSED;
            if (delivery.outcome() == Collector.Outcome.DELIVERED) {
                said(delivery);
                spool.delivered(batch);
                failures = 0;
                most = Math.min(BATCH, most * 2);
            } else if (refused && most > 1 && batch.spans().size() > 1) {
                most = Math.max(1, Math.min(most, batch.spans().size()) / 2);
            } else if (refused && takesOthers(collector) && deliverSingly(batch.spans(), collector)) {
                spool.delivered(batch);
            } else {
                said(delivery);
                return pause(delivery);
            }
        }
        return FIRST_PAUSE;
    }

    private static boolean takesOthers(Collector collector) {
        return collector.send(List.of()).outcome() == Collector.Outcome.DELIVERED;
    }

    /**
     * A line can have many spans, of which one is not understood.
     *
     * @return whether all were delivered or given up, and none is to be sent later
     */
    private static boolean deliverSingly(List<SpanRecord> spans, Collector collector) {
        for (SpanRecord span : spans) {
            Collector.Delivery delivery = collector.send(List.of(span));
            if (delivery.outcome() == Collector.Outcome.LATER) {
                return false;
            }
            if (delivery.outcome() == Collector.Outcome.REFUSED) {
                LOGGER.log(Level.WARNING, "The collector did not accept the span {0} of the trace {1}: {2}. It is still kept with its build.",
                        new Object[] {span.name(), span.traceId(), delivery.problem()});
            }
        }
        return true;
    }

    private long pause(Collector.Delivery delivery) {
        long longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(failures, 16));
        failures++;
        long own = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
        return Math.max(own, 1_000 * Math.min(LONGEST_ASKED, delivery.after()));
    }

    /** Once for each time that it goes wrong, and once when it goes on. */
    private void said(Collector.Delivery delivery) {
        boolean wrong = delivery.outcome() != Collector.Outcome.DELIVERED;
        if (wrong && !said) {
            LOGGER.log(Level.WARNING, "The collector does not take spans: {0}. They are kept and sent later.", delivery.problem());
        } else if (!wrong && said) {
            LOGGER.info("The collector takes spans again");
        }
        said = wrong;
    }
}
