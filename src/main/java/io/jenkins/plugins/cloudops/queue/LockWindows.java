package io.jenkins.plugins.cloudops.queue;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.XmlFile;
import hudson.model.Node;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadUser;
import io.jenkins.plugins.cloudops.engine.lock.RunWindow;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Remembers which runs may hold the lock of a state: those that work, and those that ended without giving it back for
 * certain. A lock says neither which build took it nor what its ID is to whoever took it, so this is all there is to know
 * our own by. Each is a file in {@code cloudops-pipeline/lock-windows} of Jenkins's home directory.
 */
@Extension
@Restricted(NoExternalUse.class)
public class LockWindows {

    private static final Logger LOGGER = Logger.getLogger(LockWindows.class.getName());

    public static LockWindows get() {
        return ExtensionList.lookupSingleton(LockWindows.class);
    }

    /** Notes that a run begins to work. */
    public synchronized void open(LockWindow window) throws IOException {
        file(window.run()).write(window);
    }

    /** Forgets a run: it has given its lock back, or never had it. */
    public synchronized void forget(String run) throws IOException {
        if (file(run).exists()) {
            file(run).delete();
        }
    }

    /**
     * Notes that a run is over, and may have left its lock behind. Fine if it is not known.
     *
     * @param until when, by the clock of its machine; 0 if that is not known
     * @param gone whether its process is known to be gone
     */
    public synchronized void left(String run, long until, boolean gone) throws IOException {
        if (file(run).exists()) {
            LockWindow window = (LockWindow) file(run).read();
            window.end(until, gone);
            file(run).write(window);
        }
    }

    /**
     * Notes that a run has not got a lock, since somebody else had it when it tried.
     *
     * @param lock its ID
     */
    public synchronized void refused(String run, String lock) throws IOException {
        if (file(run).exists()) {
            LockWindow window = (LockWindow) file(run).read();
            window.refusedBy(lock);
            file(run).write(window);
        }
    }

    /** Forgets all runs on a state that are over: somebody else had the lock since. */
    public synchronized void taken(String key) throws IOException {
        for (LockWindow window : of(key)) {
            if (!window.isWorking()) {
                forget(window.run());
            }
        }
    }

    /**
     * All runs that may hold a lock of a state.
     *
     * @param lock its ID; empty if that is not known
     * @param except the run that asks
     * @param asking its build, whose other steps may be over though it is not
     */
    public List<RunWindow> on(String key, String lock, String except, String asking) throws InterruptedException {
        List<RunWindow> runs = new ArrayList<>();
        for (LockWindow window : of(key)) {
            if (!window.run().equals(except) && !window.cannotHave(lock)) {
                Run<?, ?> build = Run.fromExternalizableId(window.build());
                boolean ended = !window.isWorking() && (build == null || !build.isBuilding() || window.build().equals(asking));
                runs.add(window.asRun(build == null ? window.build() : build.getFullDisplayName(), ended, process(window)));
            }
        }
        return runs;
    }

    private static RunWindow.Process process(LockWindow window) throws InterruptedException {
        if (window.isWorking()) {
            return RunWindow.Process.RUNNING;
        }
        return window.isGone() || wasStartedAgain(window) ? RunWindow.Process.GONE : RunWindow.Process.UNKNOWN;
    }

    /** No process outlives its machine. */
    private static boolean wasStartedAgain(LockWindow window) throws InterruptedException {
        Jenkins jenkins = Jenkins.get();
        Node node = window.node().isEmpty() ? jenkins : jenkins.getNode(window.node());
        FilePath root = node == null ? null : node.getRootPath();
        if (root == null || window.boot().isEmpty()) {
            return false;
        }
        try {
            String now = root.act(new ReadUser()).boot();
            return !now.isEmpty() && !now.equals(window.boot());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the agent cannot say whether it was started again", e);
            return false;
        }
    }

    private synchronized List<LockWindow> of(String key) {
        List<LockWindow> windows = new ArrayList<>();
        File[] files = directory().listFiles((directory, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            try {
                LockWindow window = (LockWindow) new XmlFile(Jenkins.XSTREAM2, file).read();
                if (window.key().equals(key)) {
                    windows.add(window);
                }
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, "Cannot read " + file + "; a lock of that run is taken for somebody else's", e);
            }
        }
        return windows;
    }

    private static File directory() {
        return new File(Jenkins.get().getRootDir(), "cloudops-pipeline/lock-windows");
    }

    private static XmlFile file(String run) {
        if (!run.matches("[0-9a-f]{8,64}")) {
            throw new IllegalArgumentException("No id of a run: " + run);
        }
        return new XmlFile(Jenkins.XSTREAM2, new File(directory(), run + ".xml"));
    }
}
