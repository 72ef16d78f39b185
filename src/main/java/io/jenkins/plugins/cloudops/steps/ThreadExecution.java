package io.jenkins.plugins.cloudops.steps;

import hudson.FilePath;
import hudson.Launcher;
import hudson.EnvVars;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.incident.Site;
import io.jenkins.plugins.cloudops.run.Approval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Does its work in a thread, and does it again when the controller comes back. For work that is rare, can be repeated, and
 * waits for answers rather than for a process.
 */
abstract class ThreadExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final long PAUSE = 1_000;

    private transient volatile Thread worker;
    private volatile Throwable stopCause;

    ThreadExecution(StepContext context) {
        super(context);
    }

    /** What such a step needs around it. */
    static Set<? extends Class<?>> requiredContext() {
        return Set.of(Run.class, FilePath.class, Launcher.class, TaskListener.class);
    }

    /** What there is to do. */
    abstract Object work(Site site) throws Exception;

    /** Takes what the work came to. */
    void succeeded(Object result) {
        getContext().onSuccess(result);
    }

    void failed(Throwable problem) {
        getContext().onFailure(problem);
    }

    @Override
    public boolean start() throws Exception {
        begin(false);
        return false;
    }

    @Override
    public void onResume() {
        begin(true);
    }

    final void begin(boolean patient) {
        Computer.threadPoolForRemoting.submit(() -> {
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                run(patient);
            }
        });
    }

    private void run(boolean patient) {
        Object result = null;
        Throwable problem = null;
        synchronized (this) {
            worker = Thread.currentThread();
            problem = stopCause;
        }
        try {
            result = problem == null ? work(site(patient)) : null;
        } catch (InterruptedException e) {
            problem = stopCause == null ? e : stopCause;
        } catch (Throwable e) {
            problem = stopCause == null ? e : stopCause;
        } finally {
            synchronized (this) {
                worker = null;
                // An interrupt that came too late is not for whoever has this thread next.
                Thread.interrupted();
            }
        }
        if (problem == null && stopCause != null) {
            problem = stopCause;
        }
        if (problem == null) {
            succeeded(result);
        } else {
            failed(problem);
        }
    }

    /** Where the step is; after a restart, as soon as its agent is back. */
    private Site site(boolean patient) throws IOException, InterruptedException {
        long end = System.nanoTime() + CloudOpsConfiguration.get().agentTimeout().toNanos();
        while (true) {
            try {
                StepContext context = getContext();
                FilePath current = context.get(FilePath.class);
                Launcher launcher = context.get(Launcher.class);
                if (current != null && launcher != null || !patient || System.nanoTime() >= end) {
                    return site(context, current, launcher);
                }
            } catch (IOException e) {
                if (!patient || System.nanoTime() >= end) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private static Site site(StepContext context, FilePath current, Launcher launcher) throws IOException, InterruptedException {
        if (current == null || launcher == null) {
            throw new IOException(Messages.ThreadExecution_away());
        }
        Computer computer = context.get(Computer.class);
        WorkspaceList.Lease lease = context.get(WorkspaceList.Lease.class);
        FilePath workspace = lease == null ? current : lease.path;
        FilePath temporary = WorkspaceList.tempDir(workspace);
        EnvVars environment = context.get(EnvVars.class);
        TaskListener listener = context.get(TaskListener.class);
        return new Site(context.get(Run.class), computer == null ? "" : computer.getName(), current, temporary == null ? workspace : temporary,
                launcher, environment == null ? new EnvVars() : environment, listener == null ? TaskListener.NULL : listener);
    }

    /** Who let the build go on before it came here, the latest first. */
    final List<String> approvers() throws IOException, InterruptedException {
        List<String> users = new ArrayList<>();
        for (Approval approval : new StepHost(getContext(), () -> null, result -> { }).approvals(0)) {
            users.add(approval.user());
        }
        return users;
    }

    @Override
    public void stop(Throwable cause) throws IOException {
        synchronized (this) {
            stopCause = stopCause == null ? cause : stopCause;
            if (worker != null) {
                worker.interrupt();
            }
        }
    }

    final boolean isWorking() {
        return worker != null;
    }
}
