package io.jenkins.plugins.cloudops.run;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.cloudops.agent.AskToStop;
import io.jenkins.plugins.cloudops.agent.KeepFromStarting;
import io.jenkins.plugins.cloudops.agent.LookForCli;
import io.jenkins.plugins.cloudops.agent.ReadProgress;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.store.StoredRun;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import io.jenkins.plugins.cloudops.trace.TraceListener;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;

/**
 * Follows one run to its end, whatever becomes of the controller, the connection or the build: looks
 * at it at growing intervals, moves it from stage to stage, hands its outcome to whoever waits, and
 * removes its directory. Holds no thread in between.
 *
 * <p>One class, since all of it is one state machine whose steps must not overlap: {@link #look()} is
 * its only entry, and runs in one thread at a time.
 */
final class RunFollower {

    private static final Logger LOGGER = Logger.getLogger(RunFollower.class.getName());

    private static final long QUICK = Long.getLong(RunFollower.class.getName() + ".quickMillis", 10);
    private static final long SLOW = Long.getLong(RunFollower.class.getName() + ".slowMillis", 10_000);
    /** How long a supervisor may be silent, on a reachable agent, before its run counts as lost. */
    private static final long SILENCE = Long.getLong(RunFollower.class.getName() + ".silenceMillis", 120_000);
    /** After how long a launch of which nothing is heard is repeated, and how often: a second start of a stage does nothing. */
    private static final long AGAIN = SILENCE / 24;
    private static final int MOST_LAUNCHES = 4;
    /** Pauses before a further attempt, in milliseconds. */
    private static final long FIRST_PAUSE = Long.getLong(RunFollower.class.getName() + ".firstPauseMillis", 5_000);
    private static final long LONGEST_PAUSE = 120_000;
    private static final int READ_ATTEMPTS = 3;
    private static final long REMOTE_SECONDS = 20;
    private static final long READ_SECONDS = 1_800;

    private final CliRun run;
    private final ScheduledExecutorService pool;
    private final Runnable forget;
    private final WorkspaceHold hold;
    private final RunSpans spans;
    private final RunRecords records;
    private long began = System.nanoTime();

    private final Object scheduling = new Object();
    private ScheduledFuture<?> next;
    private long looks;

    private volatile RunHost host;
    private volatile boolean hadHost;
    private boolean delivered;
    private boolean abandoned;
    private boolean launched;
    private int launches;
    private boolean stopSent;
    private boolean rescued;
    private boolean announcedAway;
    private boolean announcedStop;
    private boolean announcedAlone;
    private long awaySince;
    private CompletableFuture<Void> beginning;
    private volatile Thread beginner;
    private CompletableFuture<Void> renewing;
    private String announcedWait = "";
    private volatile boolean waits;
    private int unbegun;
    private int unreadable;
    private String beat = "";
    private long beatSeen = System.nanoTime();

    /** @param forget what to do once nothing is left to follow */
    RunFollower(CliRun run, RunHost host, ScheduledExecutorService pool, Runnable forget) {
        this.run = run;
        this.host = host;
        this.hadHost = host != null;
        this.pool = pool;
        this.forget = forget;
        this.hold = new WorkspaceHold(run);
        this.spans = new RunSpans(run);
        this.records = new RunRecords(run);
    }

    CliRun run() {
        return run;
    }

    void attach(RunHost waiting) {
        host = waiting;
        hadHost = true;
        soon();
    }

    /**
     * Leaves a run that another controller began to write before it was killed to the step that came back: it begins
     * again, with what only a step knows.
     *
     * @return whether it is such a run
     */
    synchronized boolean leave() {
        abandoned = abandoned || run.isNew() && host == null && beginning == null && !run.isOver();
        return abandoned;
    }

    void stop() throws IOException {
        run.requestStop();
        holdOnceTheBlockHasIt();
        soon();
    }

    /**
     * A stop may be followed by the end of the node block long before that of the CLI. After a restart the
     * block takes its workspace again first: whoever took it before would break the block.
     */
    private void holdOnceTheBlockHasIt() {
        RunHost waiting = host;
        try {
            if (run.stopRequested() && waiting != null && waiting.current() != null) {
                hold.acquire();
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.FINE, "the block of run " + run.id() + " does not have its workspace yet", e);
        }
    }

    void soon() {
        schedule(QUICK);
    }

    void now() {
        schedule(0);
    }

    /**
     * There is one look to come, the earliest that anybody asked for. Under a lock of its own, since a
     * look can take long, and can be over before whoever asked for it has noted it.
     */
    private void schedule(long millis) {
        synchronized (scheduling) {
            if (next != null && next.getDelay(TimeUnit.MILLISECONDS) <= millis) {
                return;
            }
            if (next != null) {
                next.cancel(false);
            }
            long number = ++looks;
            try {
                next = pool.schedule(() -> look(number), millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.FINE, "run {0} is followed further after the restart", run.id());
            }
        }
    }

    private void look(long number) {
        synchronized (scheduling) {
            if (number != looks) {
                return;
            }
            next = null;
        }
        look();
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
                + (announcedAway ? ", which cannot be reached" : "");
    }

    private synchronized void look() {
        if (pool.isShutdown() || abandoned) {
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
            schedule(pause());
        } else if (!buildGoesOn()) {
            forget.run();
        }
    }

    private boolean isOver() {
        return delivered && run.isOver() && run.isCleaned();
    }

    /** A fiftieth of the time that it has taken so far: quick runs are seen quickly, long ones cost little. */
    private long pause() {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        long longest = run.stopRequested() ? Math.min(SLOW, 1_000) : SLOW;
        return Math.max(QUICK, Math.min(longest, elapsed / 50));
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
            began = System.nanoTime();
        }
        if (directory == null) {
            away("");
            return;
        }
        if (run.isNew() && host == null && beginning == null) {
            if (!buildGoesOn()) {
                // The controller was killed while it began; there may be files, and nothing ran.
                end(RunOutcome.stopped());
            }
            return;
        }
        if (run.isNew()) {
            begin(directory);
            return;
        }
        if (host == null && !hadHost && buildGoesOn()) {
            // The step is coming back after a restart, and its log with it.
            return;
        }
        holdOnceTheBlockHasIt();
        Progress progress;
        do {
            try {
                sendStop(directory);
                progress = within(REMOTE_SECONDS, () ->
                        directory.act(new ReadProgress(run.attemptName(), run.offset())));
            } catch (IOException | InterruptedException e) {
                away(e.toString());
                return;
            }
            back();
            print(progress);
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
        if (run.stopRequested() || host == null && !buildGoesOn()) {
            end(RunOutcome.stopped());
        } else if (host != null && !waiting.sentence().equals(announcedWait)) {
            // Not before the step is back after a restart, and its log with it.
            announcedWait = waiting.sentence();
            PrintStream log = log();
            log.println(announcedWait);
            log.flush();
        }
    }

    /** In a thread of its own and without a limit, since a tool may have to be installed first. */
    private void begin(FilePath directory) throws IOException, InterruptedException {
        if (beginning == null) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            RunHost waiting = host;
            FilePath workspace = run.workspace();
            trace(waiting);
            // What it writes on the agent is found again, and removed, whatever becomes of this controller.
            run.save();
            // Not before: whatever fails until here is tried again at the next look.
            beginning = over;
            Computer.threadPoolForRemoting.submit(() -> {
                beginner = Thread.currentThread();
                try {
                    run.task().begin(waiting, workspace, directory);
                    over.complete(null);
                } catch (Throwable e) {
                    // Errors too: nobody else would hear of them, and the step would wait for ever.
                    over.completeExceptionally(e);
                } finally {
                    schedule(0);
                }
            });
        } else if (beginning.isDone() && run.stopRequested()) {
            end(RunOutcome.stopped());
        } else if (beginning.isDone()) {
            begun();
        } else if (run.stopRequested() && beginner != null) {
            run.task().interrupt(beginner);
        }
    }

    /** Without a trace for every build, this is where it begins. */
    private void trace(RunHost waiting) throws IOException, InterruptedException {
        if (BuildTrace.existing(waiting.build()) == null) {
            TraceListener.announce(waiting.build(), waiting.listener());
        }
        run.within(waiting.span());
    }

    private void begun() throws IOException, InterruptedException {
        try {
            beginning.get();
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
                end(RunOutcome.failure(new CloudOpsException(FailureKind.AGENT,
                        Messages.RunFollower_notBegun(run.task().label(), run.nodeName(), e.getCause()))));
            }
        }
    }

    /** Starts the current stage. Harmless if it was started before: the second start does nothing. */
    private void launch() throws IOException, InterruptedException {
        RunHost waiting = host;
        if (renewing != null && !renewing.isDone()) {
            // What it writes must be there before it is removed.
            return;
        }
        if (run.outcome() != null) {
            // The build was told that it failed, so nobody expects anything to begin any more.
            endUnlessStarted(run.outcome());
        } else if (run.stopRequested() || waiting == null && !buildGoesOn()) {
            endUnlessStarted(RunOutcome.stopped());
        } else if (waiting == null) {
            return;
        } else if (System.currentTimeMillis() < run.notBefore()) {
            return;
        } else if (run.renews()) {
            renew(waiting);
        } else if (!launched) {
            try {
                EnvVars variables = new EnvVars();
                String path = waiting.environment().get("PATH");
                if (path != null) {
                    variables.put("PATH", path);
                }
                for (String cookie : new String[] {"JENKINS_SERVER_COOKIE", "JENKINS_NODE_COOKIE", "BUILD_ID"}) {
                    variables.put(cookie, "cloudops-pipeline");
                }
                String script = RunDirectory.launcher(run.directoryPath(), run.attemptName());
                run.launchedBy(within(REMOTE_SECONDS * 3, () -> new BourneShellScript(script)
                        .launch(variables, run.workspace(), waiting.launcher(), waiting.listener())));
                launched = true;
                launches++;
                beatSeen = launches == 1 ? System.nanoTime() : beatSeen;
            } catch (IOException | InterruptedException | RuntimeException e) {
                LOGGER.log(Level.FINE, "launching " + run.task().label(), e);
                if (pool.isShutdown() || run.directory() == null || ++unbegun < READ_ATTEMPTS) {
                    // A second launch of the same stage does nothing, so it can be tried again.
                    return;
                }
                endUnlessStarted(failure(Messages.RunFollower_notBegun(run.task().label(), run.nodeName(), e)));
            }
        } else if (silentFor() > SILENCE / 2) {
            endUnlessStarted(failure(Messages.RunFollower_notStarted(run.task().label(), run.nodeName())));
        } else if (launches < MOST_LAUNCHES && silentFor() > AGAIN * launches) {
            // A shell can get lost before its first command, as when another process still has the script open ("Text file busy").
            LOGGER.log(Level.INFO, "launching run {0} again, nothing has been heard of its shell", run.id());
            disposeController();
            launched = false;
            launch();
        }
    }

    /** Looking up credentials can take long, as beginning can. */
    private void renew(RunHost waiting) throws IOException, InterruptedException {
        if (renewing == null) {
            FilePath workspace = run.workspace();
            FilePath directory = run.directory();
            CompletableFuture<Void> over = new CompletableFuture<>();
            renewing = over;
            Computer.threadPoolForRemoting.submit(() -> {
                try {
                    run.task().renew(waiting, workspace, directory, run.attemptName());
                    over.complete(null);
                } catch (Throwable e) {
                    over.completeExceptionally(e);
                } finally {
                    schedule(0);
                }
            });
            return;
        }
        CompletableFuture<Void> over = renewing;
        renewing = null;
        try {
            over.get();
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
                && within(REMOTE_SECONDS, () -> directory.act(new KeepFromStarting(run.attemptName())));
        if (kept) {
            end(how);
        }
    }

    private static RunOutcome failure(String sentence) {
        return RunOutcome.failure(new CloudOpsException(FailureKind.AGENT, sentence));
    }

    private void watch(FilePath directory, Progress progress) throws IOException, InterruptedException {
        if (!progress.beat().equals(beat)) {
            beat = progress.beat();
            beatSeen = System.nanoTime();
        } else if (silentFor() > SILENCE && !goesOnAlone(directory)) {
            end(lost(Messages.RunFollower_silent(run.task().label(), run.nodeName(), SILENCE / 1_000)));
        }
    }

    /** Whether the CLI works though its supervisor and its watcher were killed. */
    private boolean goesOnAlone(FilePath directory) throws IOException, InterruptedException {
        LookForCli.Found found = within(REMOTE_SECONDS, () -> directory.act(new LookForCli(run.attemptName())));
        if (found.life() == LookForCli.Life.GONE) {
            run.task().gone(found.now());
        } else if (found.life() == LookForCli.Life.ALIVE && !announcedAlone && host != null) {
            announcedAlone = true;
            log().println(Messages.RunFollower_unsupervised(run.task().label(), run.nodeName(), found.process()));
        }
        return found.life() == LookForCli.Life.ALIVE;
    }

    private void stageEnded(FilePath directory, Progress progress) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        spans.ran(progress.commands());
        disposeController();
        try {
            PrintStream log = log();
            if (run.stopRequested()) {
                within(READ_SECONDS, () -> {
                    run.task().stopped(run.build(), directory, run.stage(), run.attemptName(), progress, log);
                    return null;
                });
                log.flush();
                end(RunOutcome.stopped());
                return;
            }
            Next next = within(READ_SECONDS, () ->
                    run.task().ended(run.build(), directory, run.stage(), run.attemptName(), progress, log));
            log.flush();
            spans.stageEnded(run.build(), now, null);
            if (next.isWaiting()) {
                // After a restart it waits at once, wherever the agent is.
                run.waits();
                schedule(0);
            } else if (next.isEnd()) {
                end(RunOutcome.success(next.unstable()));
            } else {
                launched = false;
                launches = 0;
                beat = "";
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
        log().println(Messages.RunFollower_again(why.getMessage(), why.getKind(), run.attempt() + 1,
                run.task().attempts(run.stage()), Math.max(1, wait / 1_000)));
        run.tryAgain(System.currentTimeMillis() + wait);
        launched = false;
        launches = 0;
        beat = "";
    }

    private void print(Progress progress) throws IOException, InterruptedException {
        PrintStream log = log();
        run.task().print(run.build(), run.stage(), progress.events(), log);
        if (!progress.events().isEmpty()) {
            // On the disk before it is noted as read: a crash may repeat a line, never lose one.
            log.flush();
        }
        run.advance(progress.offset());
    }

    private void sendStop(FilePath directory) throws IOException, InterruptedException {
        if (run.stopRequested() && !stopSent) {
            within(REMOTE_SECONDS, () -> directory.act(new AskToStop(CloudOpsConfiguration.get().grace().toSeconds())));
            stopSent = true;
            log().println(run.task().stopping(run.nodeName()));
        }
    }

    /** How a run ended of which nothing is heard any more. */
    private RunOutcome lost(String sentence) throws IOException, InterruptedException {
        RunOutcome outcome = run.task().lost(run.build(), run.stage(), sentence);
        if (run.stopRequested() && outcome.kind() == FailureKind.UNKNOWN) {
            // The step ends as aborted, and would not say it.
            log().println(outcome.sentence());
        }
        return run.stopRequested() && outcome.kind() == FailureKind.AGENT ? RunOutcome.stopped() : outcome;
    }

    private void away(String why) throws IOException, InterruptedException {
        long now = System.nanoTime();
        if (awaySince == 0) {
            awaySince = now;
        }
        Duration agentTimeout = CloudOpsConfiguration.get().agentTimeout();
        Duration gone = Duration.ofNanos(now - awaySince);
        if (!announcedAway && gone.toSeconds() >= 5 && host != null) {
            announcedAway = true;
            log().println(Messages.RunFollower_away(run.nodeName(), CloudOpsConfiguration.get().getAgentTimeout(), why));
        }
        if (!announcedStop && announcedAway && run.stopRequested()) {
            announcedStop = true;
            log().println(Messages.RunFollower_stoppingLater(run.task().label(), run.nodeName()));
        }
        if (gone.compareTo(agentTimeout) > 0 && run.outcome() == null && !delivered) {
            // The build goes on without its CLI, which may still be at work when the agent is back.
            hold.acquire();
            RunOutcome unheard = lost(Messages.RunFollower_agentTimeout(
                    run.task().label(), run.nodeName(), CloudOpsConfiguration.get().getAgentTimeout()));
            keep(unheard);
            records.keep(unheard);
            run.giveUp(unheard);
            deliver();
        }
        if (run.node() == null && run.outcome() != null) {
            // The node was removed, and its disk with it: there is nothing to come back to.
            run.end(run.outcome());
            cleaned();
        }
    }

    private void back() throws IOException, InterruptedException {
        if (awaySince != 0) {
            awaySince = 0;
            beatSeen = System.nanoTime();
            if (announcedAway) {
                announcedAway = false;
                log().println(Messages.RunFollower_back(run.nodeName()));
            }
        }
    }

    private void end(RunOutcome how) throws IOException {
        disposeController();
        if (!how.succeeded()) {
            keep(how);
        }
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

    /** Keeps with the build how it failed. */
    private void keep(RunOutcome how) {
        Run<?, ?> build = run.build();
        if (build != null) {
            try {
                run.task().failed(build, run.stage(), how);
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, "Cannot keep with its build how the " + run.task().label() + " ended", e);
            }
        }
    }

    private void conclude() throws IOException, InterruptedException {
        clean();
        hold.release();
        deliver();
    }

    private void deliver() throws IOException, InterruptedException {
        RunHost waiting = host;
        if (delivered) {
            return;
        }
        if (waiting == null) {
            if (!buildGoesOn()) {
                delivered = true;
                if (run.isOver() && run.isCleaned()) {
                    forget.run();
                }
            }
            return;
        }
        delivered = true;
        RunOutcome outcome = run.outcome();
        if (run.stopRequested()) {
            waiting.stopped();
        } else if (outcome.succeeded()) {
            try {
                if (!outcome.unstable().isEmpty()) {
                    waiting.unstable(outcome.unstable());
                }
                waiting.succeeded(run.task().result(run.build()));
            } catch (IOException | RuntimeException e) {
                waiting.failed(new CloudOpsException(FailureKind.AGENT,
                        Messages.RunFollower_noResult(run.task().label(), e)));
            }
        } else {
            waiting.failed(outcome.asException());
        }
    }

    private void cleaned() throws IOException {
        run.cleaned();
        Turns.get().leave(run.id());
    }

    private void clean() throws IOException, InterruptedException {
        if (run.isCleaned()) {
            Turns.get().leave(run.id());
            return;
        }
        FilePath directory = run.directory();
        if (directory == null) {
            if (run.node() == null) {
                cleaned();
            }
            return;
        }
        try {
            if (!rescued) {
                PrintStream log = log();
                within(READ_SECONDS, () -> {
                    run.task().rescue(run.build(), directory, log);
                    return null;
                });
                log.flush();
                rescued = true;
            }
            // Whoever comes next must find what this run has left: a state that is closed.
            Turns.get().leave(run.id());
            TaskListener listener = listener();
            within(READ_SECONDS, () -> {
                run.task().release(run.build(), directory, listener);
                return null;
            });
            within(REMOTE_SECONDS * 3, () -> {
                directory.deleteRecursive();
                for (FilePath unused : run.unusedDirectories()) {
                    unused.deleteRecursive();
                }
                return null;
            });
            cleaned();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "cannot remove " + directory + " yet", e);
        }
    }

    private void disposeController() {
        Controller controller = run.controller();
        FilePath workspace = run.workspace();
        if (controller == null || workspace == null) {
            return;
        }
        try {
            within(REMOTE_SECONDS, () -> {
                controller.cleanup(workspace);
                return null;
            });
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, "cannot remove the files of the launch of run " + run.id(), e);
        }
    }

    /** A build can leave without a word: ended by force, or killed with the controller. */
    private void dropHostThatLeft() throws IOException {
        RunHost waiting = host;
        if (waiting != null && !delivered && !waiting.isWaiting()) {
            host = null;
            if (!run.isOver()) {
                run.requestStop();
            }
            hold.acquire();
        } else if (waiting == null && !hadHost && !run.isOver() && !buildGoesOn()) {
            hold.acquire();
        }
    }

    private boolean buildGoesOn() {
        if (hadHost && host == null) {
            return false;
        }
        Run<?, ?> build = run.build();
        // After a crash it can take Pipeline a while until a build can be loaded; its run is not forgotten for that.
        return build == null ? !run.buildIsDeleted() : build.isBuilding();
    }

    private long silentFor() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beatSeen);
    }

    private PrintStream log() throws IOException, InterruptedException {
        return listener().getLogger();
    }

    private TaskListener listener() throws IOException, InterruptedException {
        RunHost waiting = host;
        // The log of a step that is over cannot be written any more.
        return waiting == null || delivered ? TaskListener.NULL : waiting.listener();
    }

    /** Something that calls the agent, which may never answer. */
    private interface Remote<T> {
        T call() throws IOException, InterruptedException;
    }

    private static <T> T within(long seconds, Remote<T> remote) throws IOException, InterruptedException {
        try (Timeout limit = Timeout.limit(seconds, TimeUnit.SECONDS)) {
            return remote.call();
        } catch (RequestAbortedException e) {
            throw broken(e);
        }
    }

    /** A connection that breaks during a call says so with an unchecked exception. */
    private static IOException broken(RequestAbortedException e) {
        return new IOException(e);
    }
}
