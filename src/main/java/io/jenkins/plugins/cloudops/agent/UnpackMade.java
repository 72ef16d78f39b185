package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.StackFiles;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import jenkins.MasterToSlaveFileCallable;

/**
 * Puts the files that planning made, from {@link StackScripts#MADE} of the run directory on which it acts,
 * back where they were, and returns those that were not there.
 */
public final class UnpackMade extends MasterToSlaveFileCallable<ArrayList<String>> {

    private static final long serialVersionUID = 1L;

    private final String stack;

    /** @param stack the absolute path of the stack */
    public UnpackMade(String stack) {
        this.stack = stack;
    }

    @Override
    public ArrayList<String> invoke(File file, VirtualChannel channel) throws IOException {
        Path archive = file.toPath().resolve(StackScripts.MADE);
        ArrayList<String> made = new ArrayList<>(new StackFiles(Path.of(stack), "").unpack(archive));
        Files.delete(archive);
        return made;
    }
}
