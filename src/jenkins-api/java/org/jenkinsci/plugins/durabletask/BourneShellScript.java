package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A shell script that goes on when the controller does not (durable-task plugin). Declared: launching
 * it. Here, too, a script without a shebang is traced, and its process outlives whoever started it.
 */
public final class BourneShellScript {

    private final String script;

    public BourneShellScript(String script) {
        this.script = script;
    }

    public final Controller launch(EnvVars environment, FilePath workspace, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        String text = script;
        String path = workspace.act((directory, channel) -> {
            Path temporary = Path.of(directory + "@tmp");
            Files.createDirectories(temporary);
            Path control = Files.createTempDirectory(temporary, "durable-");
            Path file = Files.writeString(control.resolve("script.sh"), text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return control.toString();
        });
        String command = script.startsWith("#!") ? "\"$1/script.sh\"" : "sh -xe \"$1/script.sh\"";
        launcher.launch()
                .cmds("nohup", "sh", "-c", "(" + command + " >\"$1/jenkins-log.txt\" 2>&1; echo $? >\"$1/jenkins-result.txt\") &",
                        "sh", path)
                .envs(environment).pwd(workspace).stdout(listener.getLogger()).start();
        return new ShellController(path);
    }
}
