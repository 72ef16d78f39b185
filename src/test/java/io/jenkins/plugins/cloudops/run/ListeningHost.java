package io.jenkins.plugins.cloudops.run;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Waits for a run and notes what it is told. */
public class ListeningHost implements RunHost {

    /** What it was told, in the order of it. */
    public final List<String> told = new ArrayList<>();
    public boolean waits = true;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    /** The log so far. */
    public List<String> lines() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public boolean isWaiting() {
        return waits;
    }

    @Override
    public Run<?, ?> build() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Launcher launcher() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FilePath current() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EnvVars environment() {
        return new EnvVars();
    }

    @Override
    public Set<String> sensitiveVariables() {
        return Set.of();
    }

    @Override
    public String span() {
        return "";
    }

    @Override
    public TaskListener listener() {
        PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
        return () -> out;
    }

    @Override
    public List<Approval> approvals(long since) {
        return List.of();
    }

    @Override
    public void unstable(String sentence) {
        told.add("unstable: " + sentence);
    }

    @Override
    public void succeeded(Object result) {
        told.add("succeeded: " + result);
    }

    @Override
    public void failed(CloudOpsException problem) {
        told.add("failed: " + problem.getMessage());
    }

    @Override
    public void stopped() {
        told.add("stopped");
    }
}
