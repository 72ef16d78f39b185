package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Which state there was when it was last looked at, in the run directory on which it acts. */
public final class ReadStateId extends MasterToSlaveFileCallable<StateIdentity> {

    private static final long serialVersionUID = 1L;

    @Override
    public StateIdentity invoke(File file, VirtualChannel channel) throws IOException {
        return read(file.toPath());
    }

    static StateIdentity read(Path directory) throws IOException {
        Path file = directory.resolve(StackScripts.STATE_ID);
        if (!Files.exists(file)) {
            return StateIdentity.NONE;
        }
        String lines = Files.readString(file);
        return lines.isEmpty() ? StateIdentity.BLANK : lines.contains("failed") ? StateIdentity.NONE : StateIdentity.of(lines);
    }
}
