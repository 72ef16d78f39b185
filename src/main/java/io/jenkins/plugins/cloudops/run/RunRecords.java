package io.jenkins.plugins.cloudops.run;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.store.RunStore;
import io.jenkins.plugins.cloudops.store.StoredRun;
import io.jenkins.plugins.cloudops.store.StoredRun.Status;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How a run is and how it ended, for the list of runs. */
final class RunRecords {

    private static final Logger LOGGER = Logger.getLogger(RunRecords.class.getName());

    private final CliRun run;

    RunRecords(CliRun run) {
        this.run = run;
    }

    /** While it goes on. */
    StoredRun of(Run<?, ?> build, Status status) {
        return of(build, status, "", "", 0);
    }

    /** @param ended milliseconds since 1970 */
    StoredRun of(Run<?, ?> build, RunOutcome how, long ended) {
        Status status = how.succeeded() ? Status.SUCCEEDED : how.wasStopped() ? Status.CANCELLED : Status.FAILED;
        String failure = how.succeeded() ? "" : run.task().redacted(build, how.sentence());
        return of(build, status, how.succeeded() ? "" : how.kind().word(), failure, ended);
    }

    private StoredRun of(Run<?, ?> build, Status status, String kind, String failure, long ended) {
        BuildTrace trace = BuildTrace.existing(build);
        return new StoredRun(run.id(), build.getNumber(), run.task().operationName(), run.task().subject(build), status, kind, failure,
                run.began(), ended, run.task().waited(build), trace == null ? "" : trace.traceId());
    }

    /** Keeps with the build how it ended, for its own page and for the list; what the build was told first stays. */
    void keep(RunOutcome how) {
        Run<?, ?> build = run.build();
        if (build == null) {
            return;
        }
        if (!how.succeeded()) {
            try {
                run.task().failed(build, run.stage(), how);
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, "Cannot keep with its build how the " + run.task().label() + " ended", e);
            }
        }
        RunOutcome told = run.outcome() == null ? how : run.outcome();
        try {
            RunStore.keep(build, of(build, told, System.currentTimeMillis()));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "The " + run.task().label() + " will be missing in the list of runs", e);
        }
    }
}
