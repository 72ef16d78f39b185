package io.jenkins.plugins.cloudops.engine.trace.otlp;

import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import java.util.List;

/** Takes spans out of Jenkins. Never throws. */
public interface Collector {

    /**
     * Sends some spans, or none, to see whether it would work.
     *
     * @return what became of them
     */
    Delivery send(List<SpanRecord> spans);

    /** What became of spans that were sent. */
    enum Outcome {
        /** They are there. */
        DELIVERED,
        /** They could not be taken now. */
        LATER,
        /** They as such were not accepted: too many at once perhaps, or one that is not understood. */
        REFUSED
    }

    /**
     * What became of spans that were sent.
     *
     * @param after seconds after which it may be tried again; 0 if nobody said so
     * @param problem what went wrong, in words; empty if nothing did
     */
    record Delivery(Outcome outcome, long after, String problem) {
        static final Delivery DONE = new Delivery(Outcome.DELIVERED, 0, "");
    }
}
