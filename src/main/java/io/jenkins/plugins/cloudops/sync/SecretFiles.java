package io.jenkins.plugins.cloudops.sync;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.XmlFile;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.cloudops.agent.RemoveSecretFiles;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Files with secrets that go when their build is over, each noted in {@code cloudops-pipeline/secret-files} of Jenkins's home
 * directory before it is made, so that it goes whatever becomes of the controller; or later, once its agent is back.
 */
@Extension
@Restricted(NoExternalUse.class)
public class SecretFiles {

    private static final Logger LOGGER = Logger.getLogger(SecretFiles.class.getName());

    public static SecretFiles get() {
        return ExtensionList.lookupSingleton(SecretFiles.class);
    }

    /**
     * Notes a file that is going to be made.
     *
     * @param node the name of the node, empty for the built-in one
     * @param path absolute
     */
    public synchronized void expect(Run<?, ?> build, String node, String path) throws IOException {
        String own = build.getExternalizableId();
        for (Map.Entry<File, SecretFile> known : all().entrySet()) {
            if (known.getValue().isAt(node, path)) {
                // A build before this one made it too, and it is this one's now.
                new XmlFile(Jenkins.XSTREAM2, known.getKey()).delete();
            }
        }
        new XmlFile(Jenkins.XSTREAM2, new File(directory(), UUID.randomUUID() + ".xml")).write(new SecretFile(own, node, path));
    }

    /** Removes the files of builds that are over, as far as their agents are there. */
    void sweep() {
        // A build may end as somebody who sees less than Jenkins itself.
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            removeOld();
        }
    }

    private static void removeOld() {
        for (Map.Entry<File, SecretFile> known : all().entrySet()) {
            SecretFile file = known.getValue();
            Run<?, ?> build = Run.fromExternalizableId(file.build());
            if (build == null || !build.isBuilding()) {
                try {
                    if (remove(file)) {
                        new XmlFile(Jenkins.XSTREAM2, known.getKey()).delete();
                    }
                } catch (IOException e) {
                    LOGGER.log(Level.FINE, "cannot remove " + file.path() + " on " + file.node() + " yet", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static boolean remove(SecretFile file) throws IOException, InterruptedException {
        Jenkins jenkins = Jenkins.get();
        Node node = file.node().isEmpty() ? jenkins : jenkins.getNode(file.node());
        if (node == null) {
            // Removed, and its disk with it.
            return true;
        }
        FilePath path = node.createPath(file.path());
        if (path == null) {
            return false;
        }
        path.act(new RemoveSecretFiles());
        return true;
    }

    private static Map<File, SecretFile> all() {
        Map<File, SecretFile> all = new LinkedHashMap<>();
        File[] files = directory().listFiles((directory, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            try {
                all.put(file, (SecretFile) new XmlFile(Jenkins.XSTREAM2, file).read());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "Cannot read which file with secrets is noted in " + file, e);
            }
        }
        return all;
    }

    private static File directory() {
        return new File(Jenkins.get().getRootDir(), "cloudops-pipeline/secret-files");
    }

    /** Removes them when a build is over. */
    @Extension
    public static final class AtTheEnd extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(Run<?, ?> build) {
            File[] noted = directory().listFiles();
            if (noted != null && noted.length > 0) {
                // An agent that does not answer keeps no other build from its end.
                Computer.threadPoolForRemoting.submit(() -> SecretFiles.get().sweep());
            }
        }
    }

    /** Removes what could not be removed then. */
    @Extension
    public static final class Later extends AsyncPeriodicWork {

        public Later() {
            super("files with secrets");
        }

        @Override
        public long getRecurrencePeriod() {
            return TimeUnit.MINUTES.toMillis(1);
        }

        @Override
        protected void execute(TaskListener log) {
            SecretFiles.get().sweep();
        }

        /** It says nothing that an administrator reads each minute. */
        @Override
        protected Level getNormalLoggingLevel() {
            return Level.FINE;
        }
    }
}
