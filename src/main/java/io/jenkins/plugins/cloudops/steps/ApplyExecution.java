package io.jenkins.plugins.cloudops.steps;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.engine.terraform.ApplyRequest;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.task.ApplyTask;
import io.jenkins.plugins.cloudops.task.CommentRequest;
import io.jenkins.plugins.cloudops.task.CommentingHost;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Waits for an apply. */
final class ApplyExecution extends CliExecution {

    private static final long serialVersionUID = 1L;

    private final ApplyRequest request;
    private final CommentRequest comment;

    ApplyExecution(StepContext context, ApplyRequest request, CommentRequest comment) {
        super(context);
        this.request = request;
        this.comment = comment;
    }

    @Override
    CliTask task(String id, String node, FilePath workspace) {
        return new ApplyTask(id, request, node, workspace);
    }

    @Override
    RunHost around(String runId, RunHost host) {
        return CommentingHost.around(runId, comment, host);
    }
}
