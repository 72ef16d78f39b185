package io.jenkins.plugins.cloudops.run;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.remoting.VirtualChannel;
import hudson.slaves.WorkspaceList;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps an agent workspace from being given to another build while a CLI still works in it after its
 * own build has let go of it. Waits in a thread of its own until the build does: only for runs that
 * are being stopped, hence few.
 */
final class WorkspaceHold {

    private static final Logger LOGGER = Logger.getLogger(WorkspaceHold.class.getName());

    private final CliRun run;
    private Thread waiting;
    private WorkspaceList.Lease lease;
    private boolean released;

    WorkspaceHold(CliRun run) {
        this.run = run;
    }

    /** Begins to wait for the workspace; it is ours from when the build gives it back. */
    synchronized void acquire() {
        if (waiting != null || released) {
            return;
        }
        Node node = run.node();
        Computer computer = node == null ? null : node.toComputer();
        if (computer == null) {
            return;
        }
        FilePath path = new FilePath((VirtualChannel) null, run.workspacePath());
        waiting = new Thread(() -> waitFor(computer.getWorkspaceList(), path), "workspace of run " + run.id());
        waiting.setDaemon(true);
        waiting.start();
    }

    /**
     * The same for a run that was asked to stop, once the block of its step has the workspace: after a restart it takes it
     * again, and would break if somebody had taken it before. The end of the block may follow long before that of the CLI.
     *
     * @param host null if there is none
     */
    void acquireAfter(RunHost host) {
        try {
            if (run.stopRequested() && host != null && host.current() != null) {
                acquire();
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.FINE, "the block of run " + run.id() + " does not have its workspace yet", e);
        }
    }

    private void waitFor(WorkspaceList workspaces, FilePath path) {
        try {
            WorkspaceList.Lease acquired = workspaces.acquire(path);
            synchronized (this) {
                if (!released) {
                    lease = acquired;
                    return;
                }
            }
            acquired.release();
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, "run {0} needs its workspace no longer", run.id());
        }
    }

    /** Gives the workspace back, or stops waiting for it. */
    synchronized void release() {
        released = true;
        if (lease != null) {
            lease.release();
            lease = null;
        } else if (waiting != null) {
            waiting.interrupt();
        }
    }
}
