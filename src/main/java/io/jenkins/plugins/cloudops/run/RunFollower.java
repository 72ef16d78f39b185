package io.jenkins.plugins.cloudops.run;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.AskToStop;
import io.jenkins.plugins.cloudops.agent.KeepFromStarting;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Follows one run to its end, whatever becomes of the controller, the connection or the build: looks
 * at it at growing intervals, moves it from stage to stage, hands its outcome to whoever waits, and
 * removes its directory. Holds no thread in between.
 *
 * <p>Long, since it is one state machine whose steps must not overlap: {@link #look()} is its only entry, and runs in one
 * thread at a time. What is known and done at a step has classes of its own: {@link Looks}, {@link Recipient},
 * {@link Transcript}, {@link Launch}, {@link Pulse}, {@link Absence}, {@link Remains}.
 */
final class RunFollower {

    private static final Logger LOGGER = Logger.getLogger(RunFollower.class.getName());

    /** Pauses before a further attempt, in milliseconds. */
    private static final long FIRST_PAUSE = Long.getLong(RunFollower.class.getName() + ".firstPauseMillis", 5_000);
    private static final long LONGEST_PAUSE = 120_000;
    private static final int READ_ATTEMPTS = 3;

    private final CliRun run;
    private final Runnable forget;
    private final Looks looks;
    private final Recipient recipient;
    private final Transcript transcript;
    private final Launch launch;
    private final Pulse pulse;
    private final Absence absence;
    private final Remains remains;
    private final WorkspaceHold hold;
    private final RunSpans spans;
    private final RunRecords records;

    private Errand beginning;
    private Errand renewing;
    private boolean abandoned;
    private boolean stopSent;
    private String announcedWait = "";
    private volatile boolean waits;
    private int unbegun;
    private int unreadable;

    /** @param forget what to do once nothing is left to follow */
    RunFollower(CliRun run, RunHost host, ScheduledExecutorService pool, Runnable forget) {
        this.run = run;
        this.forget = forget;
        this.looks = new Looks(run.id(), pool, System::nanoTime, this::look);
        this.recipient = new Recipient(run, host);
        this.transcript = new Transcript(run, recipient);
        this.pulse = new Pulse(run, recipient, System::nanoTime);
        this.launch = new Launch(run, pulse);
        this.absence = new Absence(run, recipient, System::nanoTime);
        this.remains = new Remains(run, recipient);
        this.hold = new WorkspaceHold(run);
        this.spans = new RunSpans(run);
        this.records = new RunRecords(run);
    }

    CliRun run() {
        return run;
    }

    void attach(RunHost waiting) {
        recipient.is(waiting);
        looks.soon();
    }

    /**
     * Leaves a run that another controller began to write before it was killed to the step that came back: it begins
     * again, with what only a step knows.
     *
     * @return whether it is such a run
     */
    synchronized boolean leave() {
        abandoned = abandoned || run.isNew() && !recipient.isThere() && beginning == null && !run.isOver();
        return abandoned;
    }

    void stop() throws IOException {
        run.requestStop();
        hold.acquireAfter(recipient.host());
        looks.soon();
    }

    void soon() {
        looks.soon();
    }

    void now() {
        looks.now();
    }

    /** How it is now, for the list of runs. */
    StoredRun record(Run<?, ?> build) {
        boolean works = run.stageBegan() != 0 && !waits;
        return run.outcome() != null ? records.of(build, run.outcome(), System.currentTimeMillis())
                : records.of(build, works ? StoredRun.Status.RUNNING : StoredRun.Status.PENDING);
    }

    /** What it is waiting for, in a short lower-case phrase. */
    String status() {
        if (run.stopRequested()) {
            return "asked to stop, waiting for the CLI on " + run.nodeName();
        }
        Waiting waiting = run.task().waiting();
        if (waiting.goesOn()) {
            return waiting.status();
        }
        return (run.isNew() ? "beginning" : run.stage()) + " on " + run.nodeName()
                + (absence.isAnnounced() ? ", which cannot be reached" : "");
    }

    private synchronized void look() {
        if (looks.areOver() || abandoned) {
            return;
        }
        if (!isOver()) {
            try {
                dropHostThatLeft();
                step();
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, "following run " + run.id() + " of " + run.task().label(), e);
            } catch (InterruptedException e) {
                LOGGER.log(Level.FINE, "looking at run " + run.id() + " took too long", e);
            }
        }
        if (!isOver()) {
            looks.after(looks.pause(run.stopRequested()));
        } else if (!recipient.buildGoesOn()) {
            forget.run();
        }
    }

    private boolean isOver() {
        return recipient.isTold() && run.isOver() && run.isCleaned();
    }

    private void step() throws IOException, InterruptedException {
        if (run.isOver()) {
            conclude();
            return;
        }
        FilePath directory = run.directory();
        if (run.isNew() && beginning == null && run.stopRequested()) {
            // Nothing was begun, so there is nothing to wait for, wherever the agent is.
            end(RunOutcome.stopped());
            return;
        }
        Waiting waiting = run.task().waiting();
        if (waiting.goesOn()) {
            waits = true;
            waitOn(waiting);
            return;
        }
        if (waits) {
            // What follows is as new as if it began now, and is looked at as closely.
            waits = false;
            looks.beginAgain();
        }
        if (directory == null) {
            away("");
            return;
        }
        if (run.isNew() && !recipient.isThere() && beginning == null) {
            if (!recipient.buildGoesOn()) {
                // The controller was killed while it began; there may be files, and nothing ran.
                end(RunOutcome.stopped());
            }
            return;
        }
        if (run.isNew()) {
            begin(directory);
            return;
        }
        if (recipient.neverCame() && recipient.buildGoesOn()) {
            // The step is coming back after a restart, and its log with it.
            return;
        }
        hold.acquireAfter(recipient.host());
        Progress progress;
        do {
            try {
                sendStop(directory);
                progress = transcript.next(directory);
            } catch (IOException | InterruptedException e) {
                away(e.toString());
                return;
            }
            back();
            transcript.print(progress);
        } while (progress.more());
        if (!progress.started()) {
            launch();
        } else if (progress.ended()) {
            stageEnded(directory, progress);
        } else {
            watch(directory, progress);
        }
    }

    /** Between two stages nothing runs, so the agent is not asked, and nothing has to be waited for to stop. */
    private void waitOn(Waiting waiting) throws IOException, InterruptedException {
        if (run.stopRequested() || !recipient.isThere() && !recipient.buildGoesOn()) {
            end(RunOutcome.stopped());
        } else if (recipient.isThere() && !waiting.sentence().equals(announcedWait)) {
            // Not before the step is back after a restart, and its log with it.
            announcedWait = waiting.sentence();
            PrintStream log = recipient.log();
            log.println(announcedWait);
            log.flush();
        }
    }

    private void begin(FilePath directory) throws IOException, InterruptedException {
        if (beginning == null) {
            RunHost waiting = recipient.host();
            FilePath workspace = run.workspace();
            spans.begin(waiting);
            // What it writes on the agent is found again, and removed, whatever becomes of this controller.
            run.save();
            // Not before: whatever fails until here is tried again at the next look.
            beginning = Errand.start(Computer.threadPoolForRemoting, () -> run.task().begin(waiting, workspace, directory), looks::now);
        } else if (beginning.isOver() && run.stopRequested()) {
            end(RunOutcome.stopped());
        } else if (beginning.isOver()) {
            begun();
        } else if (run.stopRequested()) {
            beginning.interrupt(run.task()::interrupt);
        }
    }

    private void begun() throws IOException, InterruptedException {
        try {
            beginning.result();
            run.enter(run.task().firstStage(), 1, false);
            launch();
        } catch (ExecutionException e) {
            beginning = null;
            if (e.getCause() instanceof CloudOpsException problem) {
                end(RunOutcome.failure(problem));
            } else if (run.directory() == null || ++unbegun < READ_ATTEMPTS) {
                // Nothing was launched yet, so it can be begun again.
                LOGGER.log(Level.FINE, "beginning " + run.task().label(), e);
            } else {
                end(failure(Messages.RunFollower_notBegun(run.task().label(), run.nodeName(), e.getCause())));
            }
        }
    }

    /** Starts the current stage. Harmless if it was started before: the second start does nothing. */
    private void launch() throws IOException, InterruptedException {
        RunHost waiting = recipient.host();
        if (renewing != null && !renewing.isOver()) {
            // What it writes must be there before it is removed.
            return;
        }
        if (run.outcome() != null) {
            // The build was told that it failed, so nobody expects anything to begin any more.
            endUnlessStarted(run.outcome());
        } else if (run.stopRequested() || waiting == null && !recipient.buildGoesOn()) {
            endUnlessStarted(RunOutcome.stopped());
        } else if (waiting == null) {
            return;
        } else if (System.currentTimeMillis() < run.notBefore()) {
            return;
        } else if (run.renews()) {
            renew(waiting);
        } else if (!launch.isMade()) {
            try {
                launch.make(waiting);
            } catch (IOException | InterruptedException | RuntimeException e) {
                LOGGER.log(Level.FINE, "launching " + run.task().label(), e);
                if (looks.areOver() || run.directory() == null || ++unbegun < READ_ATTEMPTS) {
                    // A second launch of the same stage does nothing, so it can be tried again.
                    return;
                }
                endUnlessStarted(failure(Messages.RunFollower_notBegun(run.task().label(), run.nodeName(), e)));
            }
        } else if (launch.isInVain()) {
            endUnlessStarted(failure(Messages.RunFollower_notStarted(run.task().label(), run.nodeName())));
        } else if (launch.isLost()) {
            launch.repeat();
            launch();
        }
    }

    /** Looking up credentials can take long, as beginning can. */
    private void renew(RunHost waiting) throws IOException, InterruptedException {
        if (renewing == null) {
            FilePath workspace = run.workspace();
            FilePath directory = run.directory();
            String attempt = run.attemptName();
            renewing = Errand.start(Computer.threadPoolForRemoting, () -> run.task().renew(waiting, workspace, directory, attempt), looks::now);
            return;
        }
        Errand over = renewing;
        renewing = null;
        try {
            over.result();
            run.renewed();
            launch();
        } catch (ExecutionException e) {
            LOGGER.log(Level.FINE, "renewing the credentials of " + run.task().label(), e);
            if (e.getCause() instanceof CloudOpsException problem) {
                endUnlessStarted(RunOutcome.failure(problem));
            } else if (run.directory() != null && ++unbegun >= READ_ATTEMPTS) {
                endUnlessStarted(failure(Messages.RunFollower_notBegun(run.task().label(), run.nodeName(), e.getCause())));
            }
        }
    }

    /** What has not been seen to start may start in this moment, so it is kept from it first. */
    private void endUnlessStarted(RunOutcome how) throws IOException, InterruptedException {
        FilePath directory = run.directory();
        boolean kept = directory != null
                && AgentCall.within(AgentCall.SECONDS, () -> directory.act(new KeepFromStarting(run.attemptName())));
        if (kept) {
            end(how);
        }
    }

    private static RunOutcome failure(String sentence) {
        return RunOutcome.failure(new CloudOpsException(FailureKind.AGENT, sentence));
    }

    private void watch(FilePath directory, Progress progress) throws IOException, InterruptedException {
        if (pulse.hasStopped(directory, progress.beat())) {
            end(lost(Messages.RunFollower_silent(run.task().label(), run.nodeName(), Pulse.SILENCE / 1_000)));
        }
    }

    private void stageEnded(FilePath directory, Progress progress) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        spans.ran(progress.commands());
        launch.dispose();
        try {
            PrintStream log = recipient.log();
            if (run.stopRequested()) {
                AgentCall.within(AgentCall.READ_SECONDS, () -> {
                    run.task().stopped(run.build(), directory, run.stage(), run.attemptName(), progress, log);
                    return null;
                });
                log.flush();
                end(RunOutcome.stopped());
                return;
            }
            Next next = AgentCall.within(AgentCall.READ_SECONDS, () ->
                    run.task().ended(run.build(), directory, run.stage(), run.attemptName(), progress, log));
            log.flush();
            spans.stageEnded(run.build(), now, null);
            if (next.isWaiting()) {
                // After a restart it waits at once, wherever the agent is.
                run.waits();
                looks.now();
            } else if (next.isEnd()) {
                end(RunOutcome.success(next.unstable()));
            } else {
                launch.beginAgain();
                unreadable = 0;
                run.enter(next.stage(), next.attempt(), next.isRenewed());
                launch();
            }
        } catch (CloudOpsException e) {
            spans.stageEnded(run.build(), now, e);
            if (e.kind().isTransient() && run.attempt() < run.task().attempts(run.stage())) {
                tryAgain(e);
            } else {
                end(RunOutcome.failure(e));
            }
        } catch (IOException | RuntimeException e) {
            // A connection that breaks in the middle is seen as such at the next look.
            if (++unreadable < READ_ATTEMPTS) {
                throw e;
            }
            LOGGER.log(Level.WARNING, "reading the end of " + run.task().label(), e);
            end(lost(Messages.RunFollower_unreadable(run.task().label(), run.nodeName(), e)));
        }
    }

    /** Doubles the pause with each attempt; a random half of it keeps many builds from coming back together. */
    private void tryAgain(CloudOpsException why) throws IOException, InterruptedException {
        long longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE << (run.attempt() - 1));
        long wait = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
        recipient.log().println(Messages.RunFollower_again(why.getMessage(), why.getKind(), run.attempt() + 1,
                run.task().attempts(run.stage()), Math.max(1, wait / 1_000)));
        run.tryAgain(System.currentTimeMillis() + wait);
        launch.beginAgain();
    }

    private void sendStop(FilePath directory) throws IOException, InterruptedException {
        if (run.stopRequested() && !stopSent) {
            AgentCall.within(AgentCall.SECONDS, () -> directory.act(new AskToStop(CloudOpsConfiguration.get().grace().toSeconds())));
            stopSent = true;
            recipient.log().println(run.task().stopping(run.nodeName()));
        }
    }

    /** How a run ended of which nothing is heard any more. */
    private RunOutcome lost(String sentence) throws IOException, InterruptedException {
        RunOutcome outcome = run.task().lost(run.build(), run.stage(), sentence);
        if (run.stopRequested() && outcome.kind() == FailureKind.UNKNOWN) {
            // The step ends as aborted, and would not say it.
            recipient.log().println(outcome.sentence());
        }
        return run.stopRequested() && outcome.kind() == FailureKind.AGENT ? RunOutcome.stopped() : outcome;
    }

    private void away(String why) throws IOException, InterruptedException {
        if (absence.goesOn(why) && run.outcome() == null && !recipient.isTold()) {
            // The build goes on without its CLI, which may still be at work when the agent is back.
            hold.acquire();
            RunOutcome unheard = lost(Messages.RunFollower_agentTimeout(
                    run.task().label(), run.nodeName(), CloudOpsConfiguration.get().getAgentTimeout()));
            records.keep(unheard);
            run.giveUp(unheard);
            recipient.tell();
        }
        if (run.node() == null && run.outcome() != null) {
            // The node was removed, and its disk with it: there is nothing to come back to.
            run.end(run.outcome());
            remains.areGone();
        }
    }

    private void back() throws IOException, InterruptedException {
        if (absence.lasts()) {
            pulse.listen();
            absence.end();
        }
    }

    private void end(RunOutcome how) throws IOException {
        launch.dispose();
        // Before it is over, so that a crash cannot lose it.
        records.keep(how);
        run.end(how);
        spans.ended(run.build(), run.outcome());
        Turns.get().leaveLine(run.id());
        try {
            conclude();
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, "concluding run " + run.id(), e);
        }
    }

    private void conclude() throws IOException, InterruptedException {
        remains.remove();
        hold.release();
        recipient.tell();
    }

    /** A build can leave without a word: ended by force, or killed with the controller. */
    private void dropHostThatLeft() throws IOException {
        if (recipient.leaves()) {
            if (!run.isOver()) {
                run.requestStop();
            }
            hold.acquire();
        } else if (recipient.neverCame() && !run.isOver() && !recipient.buildGoesOn()) {
            hold.acquire();
        }
    }
}
