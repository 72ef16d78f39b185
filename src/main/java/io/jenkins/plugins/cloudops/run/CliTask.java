package io.jenkins.plugins.cloudops.run;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * What a run does, apart from being a run. It is saved with its run, so its fields are plain values,
 * and whatever the work needs after the launch is in the run directory.
 */
public abstract class CliTask {

    /** What is done, for people: {@code plan of stacks/shop}. */
    public abstract String label();

    /**
     * Writes the run directory, with a script for each stage, and says in the log what begins.
     *
     * @param workspace the agent workspace
     * @param directory the run directory, which does not exist yet
     * @throws CloudOpsException if the run must not begin
     */
    public abstract void begin(RunHost host, FilePath workspace, FilePath directory)
            throws IOException, InterruptedException;

    /**
     * Writes for an attempt what the environment and the credentials of the build are now: it was asked for by
     * {@link Next#renewed}, and may be called again for the same attempt.
     *
     * @param attempt the name of the attempt, by which its files in the run directory begin
     * @throws CloudOpsException if the run must not go on
     */
    public void renew(RunHost host, FilePath workspace, FilePath directory, String attempt)
            throws IOException, InterruptedException {
        throw new IllegalStateException("nothing is to be renewed");
    }

    /** Whether the run waits, between two stages; asked often, also of runs that never do. */
    public Waiting waiting() {
        return Waiting.NOT;
    }

    /** Ends the beginning early, if that leaves nothing behind. */
    public void interrupt(Thread beginner) {
        beginner.interrupt();
    }

    /**
     * What the log says once somebody has asked the run to stop, in a sentence.
     *
     * @param place where it works, for people
     */
    public String stopping(String place) {
        return Messages.RunFollower_stopping(label(), place);
    }

    /** The name of the first stage. */
    public abstract String firstStage();

    /**
     * How often a stage is tried when it fails for a reason that may pass: 1 for no second attempt.
     *
     * @param stage the name of the stage
     */
    public abstract int attempts(String stage);

    /**
     * Prints what a stage said, if people want to read it.
     *
     * @param stage the name of the stage
     * @param events what it said since the last time, which can be nothing
     */
    public abstract void print(Run<?, ?> build, String stage, List<Event> events, PrintStream log);

    /**
     * Takes in the end of a stage, and keeps with the build what it came to. Called again for the same
     * end when the controller or the connection breaks meanwhile.
     *
     * @param stage the name of the stage
     * @param attempt the name of the attempt at it, by which its files in the run directory begin
     * @return which stage comes next, or that the run is over
     * @throws CloudOpsException if it failed
     */
    public abstract Next ended(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end,
            PrintStream log) throws IOException, InterruptedException;

    /**
     * Keeps what a stage has done before it was stopped on request. Called again for the same end when
     * the controller or the connection breaks meanwhile.
     *
     * @param stage the name of the stage
     * @param attempt the name of the attempt at it, by which its files in the run directory begin
     */
    public void stopped(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end,
            PrintStream log) throws IOException, InterruptedException {
        // Most stages change nothing.
    }

    /**
     * What the build is told when nobody knows any more how a stage went: the agent stays away, or the
     * supervisor is gone.
     *
     * @param stage the name of the stage that was launched last
     * @param sentence what is known
     */
    public RunOutcome lost(Run<?, ?> build, String stage, String sentence) throws IOException {
        return RunOutcome.failure(new CloudOpsException(FailureKind.AGENT, sentence));
    }

    /**
     * Takes in that no process of a stage is left of which nobody saw the end; {@link #lost} follows.
     *
     * @param when that was found, in milliseconds since 1970 by the clock of the machine
     */
    public void gone(long when) {
        // Most have nothing that depends on it.
    }

    /**
     * Takes out of the run directory what must not be lost, before it is removed. Called again until
     * it succeeds.
     */
    public void rescue(Run<?, ?> build, FilePath directory, PrintStream log) throws IOException, InterruptedException {
        // Most runs leave nothing that is not kept already.
    }

    /**
     * Gives back what was taken for the run, beside its directory, which is removed afterwards. Called again until
     * the directory is gone.
     *
     * @param build null if it was deleted
     */
    public void release(Run<?, ?> build, FilePath directory, TaskListener listener) throws IOException, InterruptedException {
        // Most runs hold nothing but their directory.
    }

    /**
     * Keeps a failure or a stop with the build, so that its page shows it.
     *
     * @param stage the name of the stage that was launched last, empty if none was
     */
    public abstract void failed(Run<?, ?> build, String stage, RunOutcome outcome) throws IOException;

    /** What is done, for the trace: one of few words, {@code plan}. */
    public abstract String operationName();

    /** What its span is called, one of few. */
    public String spanName() {
        return "terraform " + operationName();
    }

    /** Adds what is known of it to its span, without anything secret. Called once it is over. */
    public void describe(Run<?, ?> build, SpanRecord.Builder span) {
        // Some have nothing to say.
    }

    /** On what it works, as far as that is known by now, without anything secret. */
    public StoredRun.Subject subject(Run<?, ?> build) {
        return new StoredRun.Subject(label(), "", "");
    }

    /** For whom it waited by now, without anything secret. */
    public StoredRun.Wait waited(Run<?, ?> build) {
        return StoredRun.Wait.NONE;
    }

    /** A text without what the run must not show. */
    public String redacted(Run<?, ?> build, String text) {
        return text;
    }

    /** What the step returns, read from what is kept with the build. */
    public abstract Object result(Run<?, ?> build) throws IOException;
}
