package io.jenkins.plugins.cloudops.run;

import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time for which the agent of a run cannot be reached, and what its build is told of that. Belongs to the look at the
 * run, but for {@link #isAnnounced}.
 */
final class Absence {

    /** An agent that reconnects at once is not worth a line. */
    private static final long UNREMARKABLE_SECONDS = 5;

    private final CliRun run;
    private final Recipient recipient;
    private final LongSupplier nanos;
    private boolean lasts;
    private long since;
    private volatile boolean announced;
    private boolean announcedStop;

    /** @param nanos a clock, in nanoseconds */
    Absence(CliRun run, Recipient recipient, LongSupplier nanos) {
        this.run = run;
        this.recipient = recipient;
        this.nanos = nanos;
    }

    /**
     * The agent could not be reached, as at the look before or for the first time.
     *
     * @param why in a sentence, or empty
     * @return whether that is so for longer than the configuration of Jenkins lets a build wait
     */
    boolean goesOn(String why) throws IOException, InterruptedException {
        long now = nanos.getAsLong();
        if (!lasts) {
            lasts = true;
            since = now;
        }
        CloudOpsConfiguration configuration = CloudOpsConfiguration.get();
        Duration gone = Duration.ofNanos(now - since);
        if (!announced && gone.toSeconds() >= UNREMARKABLE_SECONDS && recipient.isThere()) {
            announced = true;
            recipient.log().println(Messages.Absence_away(run.nodeName(), configuration.getAgentTimeout(), why));
        }
        if (!announcedStop && announced && run.stopRequested()) {
            announcedStop = true;
            recipient.log().println(Messages.Absence_stoppingLater(run.task().label(), run.nodeName()));
        }
        return gone.compareTo(configuration.agentTimeout()) > 0;
    }

    /** Whether it was away at the look before. */
    boolean lasts() {
        return lasts;
    }

    /** The agent is back. */
    void end() throws IOException, InterruptedException {
        lasts = false;
        if (announced) {
            announced = false;
            recipient.log().println(Messages.Absence_back(run.nodeName()));
        }
    }

    /** Whether the build was told. */
    boolean isAnnounced() {
        return announced;
    }
}
