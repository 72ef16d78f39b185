package io.jenkins.plugins.cloudops.run;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A task that does nothing, and notes what it was asked for. */
class QuietTask extends CliTask {

    /** What it was asked for, in the order of it. */
    final List<String> asked = new ArrayList<>();

    @Override
    public String label() {
        return "work";
    }

    @Override
    public void begin(RunHost host, FilePath workspace, FilePath directory) {
        asked.add("begin");
    }

    @Override
    public String firstStage() {
        return "first";
    }

    @Override
    public int attempts(String stage) {
        return 1;
    }

    @Override
    public void print(Run<?, ?> build, String stage, List<Event> events, PrintStream log) {
        events.forEach(log::println);
    }

    @Override
    public Next ended(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log) {
        return Next.end();
    }

    @Override
    public void gone(long when) {
        asked.add("gone");
    }

    @Override
    public void rescue(Run<?, ?> build, FilePath directory, PrintStream log) throws IOException, InterruptedException {
        asked.add("rescue");
    }

    @Override
    public void release(Run<?, ?> build, FilePath directory, TaskListener listener) throws IOException, InterruptedException {
        asked.add("release");
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) {
        asked.add("failed");
    }

    @Override
    public String operationName() {
        return "work";
    }

    @Override
    public Object result(Run<?, ?> build) throws IOException {
        return "done";
    }
}
