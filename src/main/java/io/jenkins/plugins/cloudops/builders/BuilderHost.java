package io.jenkins.plugins.cloudops.builders;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.Approval;
import io.jenkins.plugins.cloudops.run.CliRuns;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.task.CommentRequest;
import io.jenkins.plugins.cloudops.task.CommentingHost;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A freestyle build that waits for a run, in the thread of its executor. An abort asks the CLI to
 * stop; the build ends when it has.
 */
final class BuilderHost implements RunHost {

    private final AbstractBuild<?, ?> build;
    private final Launcher launcher;
    private final BuildListener listener;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile CloudOpsException problem;
    private volatile boolean stopped;

    private BuilderHost(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) {
        this.build = build;
        this.launcher = launcher;
        this.listener = listener;
    }

    /** Makes the task of a build step. */
    interface Work {
        /**
         * @param id of the run
         * @param node the name of the node, empty for the built-in one
         * @param workspace the agent workspace
         */
        CliTask task(String id, String node, FilePath workspace);
    }

    /** Without a comment on what comes of it. */
    static void run(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener, Work work)
            throws IOException, InterruptedException {
        run(build, launcher, listener, CommentRequest.NEVER, work);
    }

    /** @throws InterruptedException if the build was aborted, after the CLI has ended */
    static void run(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener, CommentRequest comment, Work work)
            throws IOException, InterruptedException {
        FilePath workspace = build.getWorkspace();
        if (workspace == null) {
            throw new CloudOpsException(FailureKind.AGENT, Messages.BuilderHost_noWorkspace());
        }
        if (!launcher.isUnix()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.BuilderHost_notUnix());
        }
        String id = CliRuns.newId();
        String node = build.getBuiltOnStr() == null ? "" : build.getBuiltOnStr();
        new BuilderHost(build, launcher, listener).run(id, workspace, node, comment, work.task(id, node, workspace));
    }

    private void run(String id, FilePath workspace, String node, CommentRequest comment, CliTask task) throws IOException, InterruptedException {
        // Jenkins writes it at the end only: a crash would leave no build on which the outcome can appear.
        build.save();
        CliRuns.get().start(id, build, node, workspace, task, CommentingHost.around(id, comment, this));
        boolean interrupted = false;
        while (true) {
            try {
                over.await();
                break;
            } catch (InterruptedException e) {
                if (interrupted) {
                    listener.getLogger().println(Messages.BuilderHost_again());
                }
                interrupted = true;
                CliRuns.get().stop(id);
                CommentingHost.interrupt(id);
            }
        }
        if (interrupted || stopped) {
            throw new InterruptedException();
        }
        if (problem != null) {
            throw problem;
        }
    }

    @Override
    public boolean isWaiting() {
        return over.getCount() > 0;
    }

    @Override
    public AbstractBuild<?, ?> build() {
        return build;
    }

    @Override
    public Launcher launcher() {
        return launcher;
    }

    @Override
    public String span() {
        return "";
    }

    @Override
    public FilePath current() {
        return build.getWorkspace();
    }

    @Override
    public EnvVars environment() throws IOException, InterruptedException {
        return build.getEnvironment(listener);
    }

    @Override
    public Set<String> sensitiveVariables() {
        return build.getSensitiveBuildVariables();
    }

    @Override
    public TaskListener listener() {
        return listener;
    }

    /** A freestyle build asks nobody. */
    @Override
    public List<Approval> approvals(long since) {
        return List.of();
    }

    @Override
    public void unstable(String sentence) {
        build.setResult(Result.UNSTABLE);
        listener.getLogger().println(sentence);
    }

    @Override
    public void succeeded(Object result) {
        over.countDown();
    }

    @Override
    public void failed(CloudOpsException why) {
        problem = why;
        over.countDown();
    }

    @Override
    public void stopped() {
        stopped = true;
        over.countDown();
    }
}
