package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.secrets.SyncWork;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Removes a file with secrets, the one on which it acts, if it is still ours. */
public final class RemoveSecretFiles extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    @Override
    public Void invoke(File file, VirtualChannel channel) throws IOException {
        SyncWork.remove(Path.of(file.getPath()));
        return null;
    }
}
