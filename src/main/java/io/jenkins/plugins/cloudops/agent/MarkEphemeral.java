package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.PlanFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import jenkins.MasterToSlaveFileCallable;

/**
 * Notes in the run directory on which it acts if the plan there has ephemeral variables, so that the
 * apply gives their values again.
 */
public final class MarkEphemeral extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    @Override
    public Void invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        Set<String> variables = new PlanFile(directory.resolve(StackScripts.PLAN_FILE)).variablesToGiveAgain();
        if (variables.isEmpty()) {
            Files.deleteIfExists(directory.resolve(StackScripts.EPHEMERAL));
        } else {
            Files.writeString(directory.resolve(StackScripts.EPHEMERAL), String.join("\n", variables));
        }
        return null;
    }
}
