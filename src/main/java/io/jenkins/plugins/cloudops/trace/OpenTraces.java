package io.jenkins.plugins.cloudops.trace;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.cloudops.engine.trace.TraceIds;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * Builds whose trace has no end yet, a small file for each in the Jenkins home. Nobody is told that a freestyle build died
 * with the controller: it is seen by this at the next start.
 */
final class OpenTraces {

    private static final Logger LOGGER = Logger.getLogger(OpenTraces.class.getName());

    private OpenTraces() {
    }

    private static Path directory() {
        return new File(Jenkins.get().getRootDir(), "cloudops-pipeline/open-traces").toPath();
    }

    private static Path file(Run<?, ?> build) {
        return directory().resolve(TraceIds.spanId("", build.getExternalizableId()));
    }

    static void add(Run<?, ?> build) {
        try {
            Files.createDirectories(directory());
            Files.writeString(file(build), build.getExternalizableId());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the end of " + build + " is not seen after a crash", e);
        }
    }

    static void remove(Run<?, ?> build) {
        try {
            Files.deleteIfExists(file(build));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "seen again at the next start, and recorded once", e);
        }
    }

    /** Ends the traces of builds that are over. Those that were resumed go on. */
    static void endThoseThatDied() {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory())) {
            files = all.toList();
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot look for builds that died with the controller", e);
            return;
        }
        for (Path file : files) {
            try {
                Run<?, ?> build = Run.fromExternalizableId(Files.readString(file));
                if (build == null) {
                    Files.deleteIfExists(file);
                } else if (!build.isBuilding()) {
                    new TraceListener().onFinalized(build);
                }
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.FINE, "left as it is: " + file, e);
            }
        }
    }

    /** Looks once, in a thread of its own, since builds are loaded for it. */
    @Extension
    public static final class Finder extends ItemListener {
        @Override
        public void onLoaded() {
            Computer.threadPoolForRemoting.submit(() -> {
                try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                    endThoseThatDied();
                }
            });
        }
    }
}
