package jenkins.model;

import hudson.FilePath;
import hudson.Plugin;
import hudson.ProxyConfiguration;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Node;
import hudson.remoting.VirtualChannel;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.util.XStream2;
import java.io.File;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.core.Authentication;

/**
 * The controller, itself a node. Declared: its directory, its nodes, jobs, plugins and proxy, and asking for a permission.
 */
public class Jenkins extends Node implements AccessControlled, ItemGroup<Item> {

    public static final XStream2 XSTREAM2 = new XStream2();
    public static final Permission ADMINISTER = Permission.FULL_CONTROL;

    /** Only here: the one that is running. */
    static volatile Jenkins running;

    /** Only here: whoever tests adds and removes nodes and their computers. */
    final Map<String, Node> nodes = new ConcurrentHashMap<>();
    final Map<String, Computer> computers = new ConcurrentHashMap<>();

    /** Only here: whoever tests adds jobs. */
    final Map<String, Item> jobs = new ConcurrentHashMap<>();

    /** Only here: whoever tests sets it. */
    volatile ProxyConfiguration proxy;
    private final Plugin plugin = new Plugin() { };
    private final File rootDir;

    /** Only here: a controller with nothing but a directory. */
    Jenkins(File rootDir) {
        this.rootDir = rootDir;
        computers.put("", new BuiltIn(this));
    }

    public static Jenkins get() {
        Jenkins jenkins = running;
        if (jenkins == null) {
            throw new IllegalStateException("Jenkins has not been started, or was already shut down");
        }
        return jenkins;
    }

    /** Null where there is none, as on an agent. */
    public static Jenkins getInstanceOrNull() {
        return running;
    }

    /** Null for none. */
    public ProxyConfiguration getProxy() {
        return proxy;
    }

    @Override
    public String getFullName() {
        return "";
    }

    /** With a slash at its end; null if nobody configured it. */
    public String getRootUrl() {
        return null;
    }

    /** Who the current thread acts for; here always Jenkins itself. */
    public static Authentication getAuthentication2() {
        return ACL.SYSTEM2;
    }

    public File getRootDir() {
        return rootDir;
    }

    @Override
    public String getNodeName() {
        return "";
    }

    @Override
    public FilePath getRootPath() {
        return new FilePath(rootDir);
    }

    /** Null unless it is installed, as all are here. */
    public Plugin getPlugin(String shortName) {
        return plugin;
    }

    /** Null if there is none of that name, relative to the folder of the context; here whichever has builds. */
    public final <T extends Item> T getItem(String pathName, Item context, Class<T> type) {
        return type.cast(jobs.get(pathName));
    }

    /** Null if there is none; here whichever has builds. */
    public <T extends Item> T getItemByFullName(String fullName, Class<T> type) {
        return type.cast(jobs.get(fullName));
    }

    /** Here those that have builds. */
    @Override
    public <T extends Item> Iterable<T> allItems(Class<T> type) {
        return jobs.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Where a job has its builds; here a directory for all jobs, but for those that whoever tests gave one. */
    public File getBuildDirFor(Job job) {
        return job.buildsOr(new File(rootDir, "builds"));
    }

    /** Null if there is none. */
    public Node getNode(String name) {
        return nodes.get(name);
    }

    /** Null if there is none; an empty name for the built-in node. */
    public Computer getComputer(String name) {
        return computers.get(name);
    }

    public Computer[] getComputers() {
        return computers.values().toArray(new Computer[0]);
    }

    /** The computer of the built-in node. */
    private static final class BuiltIn extends Computer {

        BuiltIn(Jenkins jenkins) {
            super(jenkins);
        }

        @Override
        public VirtualChannel getChannel() {
            return new FilePath(Jenkins.get().getRootDir()).getChannel();
        }
    }
}
