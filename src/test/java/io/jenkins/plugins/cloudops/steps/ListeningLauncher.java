package io.jenkins.plugins.cloudops.steps;

import hudson.Launcher;
import hudson.Proc;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what is handed to another launcher. */
final class ListeningLauncher extends Launcher {

    private final Launcher delegate;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    ListeningLauncher(Launcher delegate) {
        super(TaskListener.NULL, null);
        this.delegate = delegate;
    }

    @Override
    public Proc launch(ProcStarter starter) throws IOException {
        heard.add(String.join("\n", starter.cmds()) + "\n" + String.join("\n", starter.envs()));
        return delegate.launch(starter);
    }

    /** Commands and variables, a line each, of one launch after the other. */
    List<String> heard() {
        return heard;
    }
}
