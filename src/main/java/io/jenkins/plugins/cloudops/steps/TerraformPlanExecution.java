package io.jenkins.plugins.cloudops.steps;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CliRuns;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.PlanTask;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Waits for the run of a plan without a thread, over restarts of the controller. */
final class TerraformPlanExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final String id = CliRuns.newId();
    private final PlanRequest request;
    private volatile Throwable stopCause;

    TerraformPlanExecution(StepContext context, PlanRequest request) {
        super(context);
        this.request = request;
    }

    @Override
    public boolean start() throws Exception {
        StepContext context = getContext();
        if (!context.get(Launcher.class).isUnix()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.TerraformPlanExecution_notUnix());
        }
        WorkspaceList.Lease lease = context.get(WorkspaceList.Lease.class);
        FilePath workspace = lease == null ? context.get(FilePath.class) : lease.path;
        Computer computer = context.get(Computer.class);
        String node = computer == null ? "" : computer.getName();
        Run<?, ?> build = context.get(Run.class);
        CliRuns.get().start(id, build, node, workspace, new PlanTask(id, request, node, workspace), host());
        return false;
    }

    private StepHost host() {
        return new StepHost(getContext(), () -> stopCause == null
                ? new FlowInterruptedException(Result.ABORTED, true) : stopCause);
    }

    @Override
    public void onResume() {
        try {
            if (!CliRuns.get().attach(id, host())) {
                start();
            }
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    @Override
    public void stop(Throwable cause) throws IOException {
        if (stopCause == null) {
            stopCause = cause;
        } else {
            host().say(Messages.TerraformPlanExecution_again());
        }
        CliRuns.get().stop(id);
    }

    @Override
    public String getStatus() {
        return CliRuns.get().status(id);
    }
}
