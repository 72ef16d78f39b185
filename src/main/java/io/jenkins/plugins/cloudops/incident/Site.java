package io.jenkins.plugins.cloudops.incident;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A machine from which targets can be reached: where a step runs, or later, without it, a node. */
public final class Site {

    private final Run<?, ?> build;
    private final String node;
    private final FilePath directory;
    private final FilePath temporary;
    private final Launcher launcher;
    private final Map<String, String> environment;
    private final TaskListener listener;

    /**
     * @param build may be null if it is gone
     * @param node the name of the node, empty for the built-in one
     * @param directory the current directory
     * @param temporary where files may be put for a moment
     */
    public Site(Run<?, ?> build, String node, FilePath directory, FilePath temporary, Launcher launcher,
            Map<String, String> environment, TaskListener listener) {
        this.build = build;
        this.node = node;
        this.directory = directory;
        this.temporary = temporary;
        this.launcher = launcher;
        this.environment = new LinkedHashMap<>(environment);
        this.listener = listener;
    }

    /** A node as it is, with the environment that Jenkins gives it, without a workspace; null while it cannot be reached. */
    static Site of(Node node, Run<?, ?> build) throws IOException, InterruptedException {
        Computer computer = node == null ? null : node.toComputer();
        FilePath root = computer == null || computer.getChannel() == null ? null : node.getRootPath();
        if (root == null) {
            return null;
        }
        EnvVars environment = new EnvVars(computer.getEnvironment()).overrideExpandingAll(computer.buildEnvironment(TaskListener.NULL));
        return new Site(build, node.getNodeName(), root, root, node.createLauncher(TaskListener.NULL), environment, TaskListener.NULL);
    }

    Run<?, ?> build() {
        return build;
    }

    String node() {
        return node;
    }

    FilePath directory() {
        return directory;
    }

    FilePath temporary() {
        return temporary;
    }

    Launcher launcher() {
        return launcher;
    }

    Map<String, String> environment() {
        return environment;
    }

    public void say(String sentence) {
        listener.getLogger().println(sentence);
    }
}
