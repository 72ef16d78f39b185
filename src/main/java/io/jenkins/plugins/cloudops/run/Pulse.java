package io.jenkins.plugins.cloudops.run;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.agent.LookForCli;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Signs of life of a run on an agent that can be reached: for how long nothing has been heard, and whether a CLI works
 * though whoever should report it was killed. Belongs to the look at the run.
 */
final class Pulse {

    /** How long a supervisor may be silent, on a reachable agent, before its run counts as lost. In milliseconds. */
    static final long SILENCE = Long.getLong(Pulse.class.getName() + ".silenceMillis", 120_000);

    private final CliRun run;
    private final Recipient recipient;
    private final LongSupplier nanos;
    private String beat = "";
    private long heard;
    private boolean announcedAlone;

    /** @param nanos a clock, in nanoseconds */
    Pulse(CliRun run, Recipient recipient, LongSupplier nanos) {
        this.run = run;
        this.recipient = recipient;
        this.nanos = nanos;
        this.heard = nanos.getAsLong();
    }

    /** Counts the silence from now. */
    void listen() {
        heard = nanos.getAsLong();
    }

    /** The beats of another attempt are its own. */
    void forget() {
        beat = "";
    }

    /** Milliseconds since something was heard, or was listened for. */
    long silentFor() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - heard);
    }

    /**
     * Whether nothing is left that works.
     *
     * @param now the beat that was read, another one as long as there is a supervisor
     */
    boolean hasStopped(FilePath directory, String now) throws IOException, InterruptedException {
        if (!now.equals(beat)) {
            beat = now;
            listen();
            return false;
        }
        return silentFor() > SILENCE && !goesOnAlone(directory);
    }

    /** Whether the CLI works though its supervisor and its watcher were killed. */
    private boolean goesOnAlone(FilePath directory) throws IOException, InterruptedException {
        LookForCli.Found found = AgentCall.within(AgentCall.SECONDS, () -> directory.act(new LookForCli(run.attemptName())));
        if (found.life() == LookForCli.Life.GONE) {
            run.task().gone(found.now());
        } else if (found.life() == LookForCli.Life.ALIVE && !announcedAlone && recipient.isThere()) {
            announcedAlone = true;
            recipient.log().println(Messages.Pulse_unsupervised(run.task().label(), run.nodeName(), found.process()));
        }
        return found.life() == LookForCli.Life.ALIVE;
    }
}
