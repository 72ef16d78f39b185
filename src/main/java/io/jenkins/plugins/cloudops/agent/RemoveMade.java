package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.StackFiles;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Removes files below the stack on which it acts; those that are gone do not matter. */
public final class RemoveMade extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> files;

    /** @param files what {@link UnpackMade} returned */
    public RemoveMade(List<String> files) {
        this.files = new ArrayList<>(files);
    }

    @Override
    public Void invoke(File stack, VirtualChannel channel) throws IOException {
        new StackFiles(stack.toPath(), "").remove(files);
        return null;
    }
}
