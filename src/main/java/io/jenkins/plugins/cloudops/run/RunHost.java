package io.jenkins.plugins.cloudops.run;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Who waits for a run: a step or a builder. It gives what only a running build has and takes the
 * outcome. After a restart of the controller a run has none until its step is back.
 */
public interface RunHost {

    /** Whether somebody still waits; once false, false for ever. */
    boolean isWaiting();

    Run<?, ?> build() throws IOException, InterruptedException;

    /** Starts processes where the build wants them, which may be a container. */
    Launcher launcher() throws IOException, InterruptedException;

    /** The current directory of the step. */
    FilePath current() throws IOException, InterruptedException;

    /** All variables of the build at this place. */
    EnvVars environment() throws IOException, InterruptedException;

    /** Names of variables of the build whose values are secret, as far as Jenkins knows. */
    Set<String> sensitiveVariables() throws IOException, InterruptedException;

    /** The identifier of the innermost span around the step; empty for that of the build. */
    String span() throws IOException, InterruptedException;

    /** The log of the build. */
    TaskListener listener() throws IOException, InterruptedException;

    /**
     * Who let the build go on, where it asked, before it came here.
     *
     * @param since only where it asked after that, in milliseconds since 1970
     */
    List<Approval> approvals(long since) throws IOException, InterruptedException;

    /** Makes the build unstable; called before {@link #succeeded}, perhaps again after a restart. */
    void unstable(String sentence) throws IOException, InterruptedException;

    /** @param result plain values, which can be saved with a pipeline */
    void succeeded(Object result);

    void failed(CloudOpsException problem);

    /** The CLI has ended after a request to stop it. */
    void stopped();
}
