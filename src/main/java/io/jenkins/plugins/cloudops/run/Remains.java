package io.jenkins.plugins.cloudops.run;

import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.queue.Turns;
import java.io.IOException;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a run leaves when it is over: its directory with what must not be lost, its turn on a state, whatever its task took.
 * Belongs to the look at the run, which tries again until nothing is left.
 */
final class Remains {

    private static final Logger LOGGER = Logger.getLogger(Remains.class.getName());

    private final CliRun run;
    private final Recipient recipient;
    private boolean rescued;

    Remains(CliRun run, Recipient recipient) {
        this.run = run;
        this.recipient = recipient;
    }

    /** Removes what can be removed now; {@link CliRun#isCleaned} says whether that was all. */
    void remove() throws IOException, InterruptedException {
        if (run.isCleaned()) {
            Turns.get().leave(run.id());
            return;
        }
        FilePath directory = run.directory();
        if (directory == null) {
            if (run.node() == null) {
                areGone();
            }
            return;
        }
        try {
            if (!rescued) {
                rescue(directory);
            }
            // Whoever comes next must find what this run has left: a state that is closed.
            Turns.get().leave(run.id());
            TaskListener listener = recipient.listener();
            AgentCall.within(AgentCall.READ_SECONDS, () -> {
                run.task().release(run.build(), directory, listener);
                return null;
            });
            AgentCall.within(AgentCall.SECONDS * 3, () -> {
                directory.deleteRecursive();
                for (FilePath unused : run.unusedDirectories()) {
                    unused.deleteRecursive();
                }
                return null;
            });
            areGone();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "cannot remove " + directory + " yet", e);
        }
    }

    private void rescue(FilePath directory) throws IOException, InterruptedException {
        PrintStream log = recipient.log();
        AgentCall.within(AgentCall.READ_SECONDS, () -> {
            run.task().rescue(run.build(), directory, log);
            return null;
        });
        log.flush();
        rescued = true;
    }

    /** There is nothing left, or nothing to come back to. */
    void areGone() throws IOException {
        run.cleaned();
        Turns.get().leave(run.id());
    }
}
