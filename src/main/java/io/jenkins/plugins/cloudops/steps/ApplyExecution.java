package io.jenkins.plugins.cloudops.steps;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.engine.terraform.ApplyRequest;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.task.ApplyTask;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Waits for an apply. */
final class ApplyExecution extends CliExecution {

    private static final long serialVersionUID = 1L;

    private final ApplyRequest request;

    ApplyExecution(StepContext context, ApplyRequest request) {
        super(context);
        this.request = request;
    }

    @Override
    CliTask task(String id, String node, FilePath workspace) {
        return new ApplyTask(id, request, node, workspace);
    }
}
