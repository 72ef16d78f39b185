package io.jenkins.plugins.cloudops.steps;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.CliRuns;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.task.CommentingHost;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Waits for a run without a thread, over restarts of the controller. */
abstract class CliExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final String id = CliRuns.newId();
    private volatile Throwable stopCause;

    CliExecution(StepContext context) {
        super(context);
    }

    /** What such a step needs around it. */
    static Set<? extends Class<?>> requiredContext() {
        return Set.of(Run.class, FilePath.class, Launcher.class, TaskListener.class);
    }

    /**
     * What is to be done.
     *
     * @param id of the run
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    abstract CliTask task(String id, String node, FilePath workspace);

    /**
     * Puts something between the run and this step.
     *
     * @param runId of the run
     */
    RunHost around(String runId, RunHost host) {
        return host;
    }

    /** Takes the result of the run. */
    void succeeded(Object result) {
        getContext().onSuccess(result);
    }

    @Override
    public boolean start() throws Exception {
        StepContext context = getContext();
        if (!context.get(Launcher.class).isUnix()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.CliExecution_notUnix());
        }
        WorkspaceList.Lease lease = context.get(WorkspaceList.Lease.class);
        FilePath current = context.get(FilePath.class);
        // A ws block has a workspace of its own, and the lease of the node block around it.
        boolean leased = lease != null && (current.getRemote() + "/").startsWith(lease.path.getRemote() + "/");
        FilePath workspace = leased ? lease.path : current;
        Computer computer = context.get(Computer.class);
        String node = computer == null ? "" : computer.getName();
        Run<?, ?> build = context.get(Run.class);
        CliRuns.get().start(id, build, node, workspace, task(id, node, workspace), waiting());
        return false;
    }

    private RunHost waiting() {
        return around(id, host());
    }

    private StepHost host() {
        return new StepHost(getContext(), () -> stopCause == null
                ? new FlowInterruptedException(Result.ABORTED, true) : stopCause, this::succeeded);
    }

    @Override
    public void onResume() {
        try {
            if (!CliRuns.get().attach(id, waiting())) {
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
            host().say(Messages.CliExecution_again());
        }
        CliRuns.get().stop(id);
        CommentingHost.interrupt(id);
    }

    @Override
    public String getStatus() {
        return CliRuns.get().status(id);
    }
}
