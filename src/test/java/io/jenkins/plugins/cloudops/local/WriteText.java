package io.jenkins.plugins.cloudops.local;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import jenkins.MasterToSlaveFileCallable;

/** Writes a text into the file on which it acts. */
final class WriteText extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    private final String text;

    WriteText(String text) {
        this.text = text;
    }

    @Override
    public Void invoke(File file, VirtualChannel channel) throws IOException {
        Files.createDirectories(file.toPath().getParent());
        Files.writeString(file.toPath(), text);
        return null;
    }
}
