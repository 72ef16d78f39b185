package io.jenkins.plugins.cloudops.run;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import java.io.IOException;
import java.io.PrintStream;

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
     * How often a stage is tried when it fails for a reason that may pass: 1 for no second attempt.
     */
    public abstract int attempts();

    /** Prints what a stage said, if people want to read it. */
    public abstract void print(Run<?, ?> build, RunStage stage, Event event, PrintStream log);

    /**
     * Takes in the end of the first stage.
     *
     * @param stage the name of the attempt, by which its files in the run directory begin
     * @throws CloudOpsException if the second must not begin
     */
    public abstract void prepared(Run<?, ?> build, FilePath directory, String stage, Progress end, PrintStream log)
            throws IOException, InterruptedException;

    /**
     * Takes in the end of the second stage and keeps its outcome with the build.
     *
     * @param stage the name of the attempt, by which its files in the run directory begin
     * @return why the build is unstable, in a sentence; empty if it is not
     * @throws CloudOpsException if it failed
     */
    public abstract String finished(Run<?, ?> build, FilePath directory, String stage, Progress end, PrintStream log)
            throws IOException, InterruptedException;

    /** Keeps a failure or a stop with the build, so that its page shows it. */
    public abstract void ended(Run<?, ?> build, RunOutcome outcome) throws IOException;

    /** What the step returns, read from what is kept with the build. */
    public abstract Object result(Run<?, ?> build) throws IOException;
}
