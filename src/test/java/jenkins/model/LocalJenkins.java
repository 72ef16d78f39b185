package jenkins.model;

import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.Node;
import hudson.model.listeners.ItemListener;
import java.io.File;
import jenkins.security.LocalPools;

/** A controller in a directory, to be started, killed, and started again. */
public final class LocalJenkins extends Jenkins {

    public LocalJenkins(File rootDir) {
        super(rootDir);
        running = this;
    }

    /** Tells everybody that all jobs were loaded. */
    public void loaded() {
        for (ItemListener listener : ExtensionList.lookup(ItemListener.class)) {
            listener.onLoaded();
        }
    }

    public void add(Node node, Computer computer) {
        nodes.put(node.getNodeName(), node);
        computers.put(node.getNodeName(), computer);
    }

    public void setProxy(ProxyConfiguration proxy) {
        this.proxy = proxy;
    }

    /** A folder or job, to be found by its full name. */
    public void add(Item item) {
        jobs.put(item.getFullName(), item);
    }

    public void remove(String node) {
        nodes.remove(node);
        computers.remove(node);
    }

    /** Ends it without letting it say goodbye: nothing of it runs any more. */
    public void kill() {
        LocalPools.kill();
        running = null;
    }
}
