package hudson.model;

import hudson.EnvVars;
import hudson.remoting.VirtualChannel;
import hudson.slaves.WorkspaceList;
import hudson.util.DaemonThreadFactory;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jenkins.model.Jenkins;

/** The running side of a node. Declared: the way to it, its environment, what Jenkins adds to that, its
 * workspaces, and threads for what takes time. */
public abstract class Computer {

    public static final ExecutorService threadPoolForRemoting =
            Executors.newCachedThreadPool(new DaemonThreadFactory());

    private final WorkspaceList workspaces = new WorkspaceList();
    private final String name;

    protected Computer(Node node) {
        name = node.getNodeName();
    }

    /** Empty for the built-in node. */
    public String getName() {
        return name;
    }

    /** Null if the node was removed. */
    public Node getNode() {
        Jenkins jenkins = Jenkins.get();
        return name.isEmpty() ? jenkins : jenkins.getNode(name);
    }

    /** Null while it is offline. */
    public abstract VirtualChannel getChannel();

    public WorkspaceList getWorkspaceList() {
        return workspaces;
    }

    public EnvVars getEnvironment() throws IOException, InterruptedException {
        return new EnvVars(System.getenv());
    }

    /** What the properties of the node and of all nodes set. */
    public EnvVars buildEnvironment(TaskListener listener) throws IOException, InterruptedException {
        return new EnvVars();
    }
}
