package io.jenkins.plugins.cloudops.run;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Whoever waits for a run, as long as somebody does: its log is written while it goes on, and it gets the outcome,
 * once. After a restart of the controller there is nobody until the step is back.
 *
 * <p>A step may come at any time, in any thread; everything else belongs to the look at the run.
 */
final class Recipient {

    private final CliRun run;
    private volatile RunHost host;
    private volatile boolean hadHost;
    private boolean told;

    /** @param host null if there is nobody yet */
    Recipient(CliRun run, RunHost host) {
        this.run = run;
        this.host = host;
        this.hadHost = host != null;
    }

    /** A step has come, or has come back. */
    void is(RunHost waiting) {
        host = waiting;
        hadHost = true;
    }

    /** Null if there is nobody, or not yet. */
    RunHost host() {
        return host;
    }

    boolean isThere() {
        return host != null;
    }

    /** Whether nobody has come since this controller was started. */
    boolean neverCame() {
        return host == null && !hadHost;
    }

    /** Whether it got the outcome, or there is nobody who could. */
    boolean isTold() {
        return told;
    }

    /**
     * Lets go of a build that has left without a word: ended by force, or killed with the controller.
     *
     * @return whether it has just done so
     */
    boolean leaves() {
        RunHost waiting = host;
        boolean left = waiting != null && !told && !waiting.isWaiting();
        if (left) {
            host = null;
        }
        return left;
    }

    /** Whether the build is not over, and still has to do with its run. */
    boolean buildGoesOn() {
        if (hadHost && host == null) {
            return false;
        }
        Run<?, ?> build = run.build();
        // After a crash it can take Pipeline a while until a build can be loaded; its run is not forgotten for that.
        return build == null ? !run.buildIsDeleted() : build.isBuilding();
    }

    /** The log of the build; of a step that is over it cannot be written any more, and what is said is lost. */
    TaskListener listener() throws IOException, InterruptedException {
        RunHost waiting = host;
        return waiting == null || told ? TaskListener.NULL : waiting.listener();
    }

    PrintStream log() throws IOException, InterruptedException {
        return listener().getLogger();
    }

    /** Hands the outcome of the run over, unless that was done; for a step that is coming back it is kept until then. */
    void tell() throws IOException, InterruptedException {
        RunHost waiting = host;
        if (told || waiting == null && buildGoesOn()) {
            return;
        }
        told = true;
        if (waiting != null) {
            tell(waiting, run.outcome());
        }
    }

    private void tell(RunHost waiting, RunOutcome outcome) throws InterruptedException {
        if (run.stopRequested()) {
            waiting.stopped();
        } else if (outcome.succeeded()) {
            try {
                if (!outcome.unstable().isEmpty()) {
                    waiting.unstable(outcome.unstable());
                }
                waiting.succeeded(run.task().result(run.build()));
            } catch (IOException | RuntimeException e) {
                waiting.failed(new CloudOpsException(FailureKind.AGENT, Messages.Recipient_noResult(run.task().label(), e)));
            }
        } else {
            waiting.failed(outcome.asException());
        }
    }
}
