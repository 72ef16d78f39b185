package io.jenkins.plugins.cloudops.local;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import jenkins.MasterToSlaveFileCallable;

/** Reads the file on which it acts. */
final class ReadText extends MasterToSlaveFileCallable<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String invoke(File file, VirtualChannel channel) throws IOException {
        return Files.readString(file.toPath());
    }
}
