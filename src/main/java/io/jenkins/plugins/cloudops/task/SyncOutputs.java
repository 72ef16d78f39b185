package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import java.io.IOException;
import java.io.PrintStream;

/** Reads the outputs of a stack into the run directory, from where a sync takes the sensitive ones; none leaves the agent. */
final class SyncOutputs extends StackTask {

    private final transient PlanRequest request;

    SyncOutputs(String id, PlanRequest request, String node, FilePath workspace) {
        super(id, node, workspace);
        this.request = request;
        take(request);
    }

    /** Whether a stage is one of reading outputs. */
    static boolean has(String stage) {
        return stage.equals(StackScripts.PREPARE) || stage.equals(StackScripts.OUTPUT);
    }

    @Override
    public String label() {
        return Messages.OutputTask_label(name());
    }

    @Override
    public String operationName() {
        return "output";
    }

    @Override
    StackOperation operation() {
        return StackOperation.OUTPUT;
    }

    @Override
    PlanRequest request(RunHost host) {
        return request;
    }

    @Override
    String beginning() {
        return Messages.OutputTask_begins(name());
    }

    @Override
    Next prepared(Run<?, ?> build, FilePath directory, Prepared prepared, PrintStream log) {
        return Next.stage(StackScripts.OUTPUT);
    }

    @Override
    Next worked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (end.code() != 0) {
            throw failure(build, directory, attempt, end);
        }
        return Next.end();
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) {
        // The sync says it.
    }

    @Override
    public Object result(Run<?, ?> build) {
        return null;
    }
}
