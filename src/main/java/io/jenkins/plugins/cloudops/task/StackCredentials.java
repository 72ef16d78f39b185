package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.credentials.BoundCredentials;
import io.jenkins.plugins.cloudops.credentials.BuildCredentials;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.InitAccess;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.RunHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;

/**
 * The credentials that a run on a stack was given: looked up at its beginning and, where it had to wait, once more; given
 * back at its end. Saved with its task, without a value.
 *
 * <p>Used by one thread at a time: the one that begins or renews, then the look at the run.
 */
final class StackCredentials {

    private List<MultiBinding.Unbinder> unbinders = new ArrayList<>();

    /**
     * What {@code init} may reach with whose credentials.
     *
     * @throws CloudOpsException if one is not there or may not be used
     */
    static InitAccess access(Run<?, ?> build, PlanRequest request) throws CloudOpsException {
        BuildCredentials credentials = new BuildCredentials(build);
        Map<String, String> tokens = new TreeMap<>();
        try {
            request.registries().forEach((host, id) -> tokens.put(host, credentials.secretText("registries", id)));
            String git = request.gitCredentialsId();
            return new InitAccess(tokens, git.isEmpty() ? null : credentials.git("gitCredentialsId", git));
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }

    /**
     * Looks them up for the first time, before there is a run directory.
     *
     * @param added the variables of the CLI
     * @throws CloudOpsException if one is not there or may not be used
     */
    BoundCredentials bind(PlanRequest request, RunHost host, FilePath directory, Map<String, String> added)
            throws IOException, InterruptedException {
        try {
            BoundCredentials bound = BoundCredentials.of(request, host.build(), directory, added, host.launcher(), host.listener());
            unbinders = new ArrayList<>(bound.unbinders());
            return bound;
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }

    /** Gives them back and looks them up again, as {@link #bind} does. */
    BoundCredentials renew(PlanRequest request, RunHost host, FilePath directory, Map<String, String> added)
            throws IOException, InterruptedException {
        List<MultiBinding.Unbinder> old = unbinders;
        unbinders = new ArrayList<>();
        BoundCredentials.release(old, host.build(), directory, host.launcher(), host.listener());
        try {
            BoundCredentials bound = BoundCredentials.again(request, host.build(), directory, added, host.launcher(), host.listener());
            unbinders = new ArrayList<>(bound.unbinders());
            return bound;
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }

    /**
     * Gives them back; called again until the run directory is gone.
     *
     * @param build null if it was deleted
     */
    void release(Run<?, ?> build, FilePath directory, TaskListener listener) throws IOException, InterruptedException {
        Computer computer = directory.toComputer();
        Node place = computer == null ? null : computer.getNode();
        if (!unbinders.isEmpty() && build != null && place != null) {
            BoundCredentials.release(unbinders, build, directory, place.createLauncher(listener), listener);
        }
    }
}
