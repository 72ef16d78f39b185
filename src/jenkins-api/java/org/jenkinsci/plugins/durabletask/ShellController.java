package org.jenkinsci.plugins.durabletask;

import hudson.FilePath;
import java.io.IOException;

/** Only here: a running {@link BourneShellScript}. */
final class ShellController extends Controller {

    private static final long serialVersionUID = 1L;

    private final String directory;

    ShellController(String directory) {
        this.directory = directory;
    }

    @Override
    public void cleanup(FilePath workspace) throws IOException, InterruptedException {
        workspace.child(directory).deleteRecursive();
    }
}
