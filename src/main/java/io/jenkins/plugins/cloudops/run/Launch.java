package io.jenkins.plugins.cloudops.run;

import hudson.EnvVars;
import hudson.FilePath;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;

/**
 * The launch of the current attempt at a stage by the durable-task plugin, and whether anything comes of it. An attempt may
 * be launched more than once: its second start does nothing. Belongs to the look at the run.
 */
final class Launch {

    private static final Logger LOGGER = Logger.getLogger(Launch.class.getName());

    /** After how many milliseconds a launch of which nothing is heard is repeated, and how many there are at most. */
    private static final long AGAIN = Pulse.SILENCE / 24;
    private static final int MOST = 4;
    /** By these Jenkins would find, and kill, the processes of a build. */
    private static final String[] COOKIES = {"JENKINS_SERVER_COOKIE", "JENKINS_NODE_COOKIE", "BUILD_ID"};

    private final CliRun run;
    private final Pulse pulse;
    private boolean made;
    private int count;

    Launch(CliRun run, Pulse pulse) {
        this.run = run;
        this.pulse = pulse;
    }

    /** Another attempt is the current one, and was not launched yet. */
    void beginAgain() {
        made = false;
        count = 0;
        pulse.forget();
    }

    /** Whether it was launched by this controller; after a restart it may have been by the one before. */
    boolean isMade() {
        return made;
    }

    void make(RunHost host) throws IOException, InterruptedException {
        EnvVars variables = new EnvVars();
        String path = host.environment().get("PATH");
        if (path != null) {
            variables.put("PATH", path);
        }
        for (String cookie : COOKIES) {
            variables.put(cookie, "cloudops-pipeline");
        }
        String script = RunDirectory.launcher(run.directoryPath(), run.attemptName());
        run.launchedBy(AgentCall.within(AgentCall.SECONDS * 3, () -> new BourneShellScript(script)
                .launch(variables, run.workspace(), host.launcher(), host.listener())));
        made = true;
        count++;
        if (count == 1) {
            pulse.listen();
        }
    }

    /** Whether nothing has been heard for so long that nothing will be. */
    boolean isInVain() {
        return pulse.silentFor() > Pulse.SILENCE / 2;
    }

    /** Whether its shell got lost before its first command, as when another process still has the script open ("Text file busy"). */
    boolean isLost() {
        return count < MOST && pulse.silentFor() > AGAIN * count;
    }

    /** What got lost is to be made once more. */
    void repeat() {
        LOGGER.log(Level.INFO, "launching run {0} again, nothing has been heard of its shell", run.id());
        dispose();
        made = false;
    }

    /** Removes what the durable-task plugin keeps on the agent for it, as far as that is possible now. */
    void dispose() {
        Controller controller = run.controller();
        FilePath workspace = run.workspace();
        if (controller == null || workspace == null) {
            return;
        }
        try {
            AgentCall.within(AgentCall.SECONDS, () -> {
                controller.cleanup(workspace);
                return null;
            });
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, "cannot remove the files of the launch of run " + run.id(), e);
        }
    }
}
