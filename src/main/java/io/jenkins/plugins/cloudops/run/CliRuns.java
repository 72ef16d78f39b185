package io.jenkins.plugins.cloudops.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.security.ImpersonatingScheduledExecutorService;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** All runs that are going on or whose build is, on this controller. */
@Extension
@Restricted(NoExternalUse.class)
public class CliRuns {

    private static final Logger LOGGER = Logger.getLogger(CliRuns.class.getName());
    private static final int THREADS = Integer.getInteger(CliRuns.class.getName() + ".threads", 10);

    private final Map<String, RunFollower> followers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pool = new ImpersonatingScheduledExecutorService(
            new ScheduledThreadPoolExecutor(THREADS, new NamingThreadFactory(
                    new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), CliRuns.class.getName())),
            ACL.SYSTEM2);

    public static CliRuns get() {
        return ExtensionList.lookupSingleton(CliRuns.class);
    }

    /** A new identifier for a run. */
    public static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /**
     * Begins a run and follows it. Returns at once.
     *
     * @param id from {@link #newId()}; a second start with the same one begins nothing
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    public void start(String id, Run<?, ?> build, String node, FilePath workspace, CliTask task, RunHost host) {
        follow(new CliRun(id, build, node, workspace, task, CliRun.nextBeginning(id)), host);
    }

    /**
     * Lets a step that came back wait for its run again.
     *
     * @return false if there is no such run, because it never began, or not to the end
     */
    public boolean attach(String id, RunHost host) {
        RunFollower follower = followers.get(id);
        if (follower != null && follower.leave()) {
            followers.remove(id, follower);
            return false;
        }
        if (follower != null) {
            follower.attach(host);
            return true;
        }
        // Pipeline may bring a step back before all jobs are loaded, and with them the runs.
        File record = new File(CliRun.store(), id + ".xml");
        return record.exists() && load(record, host);
    }

    /** Asks a run to stop; asking again is harmless. */
    public void stop(String id) throws IOException {
        RunFollower follower = followers.get(id);
        if (follower != null) {
            follower.stop();
        }
    }

    /** What a run is waiting for. */
    public String status(String id) {
        RunFollower follower = followers.get(id);
        return follower == null ? "unknown run" : follower.status();
    }

    /**
     * The runs of a job that have not ended, as they are now.
     *
     * @param job its full name; whoever asks may read it
     */
    public List<StoredRun> goingOn(String job) {
        List<StoredRun> records = new ArrayList<>();
        for (RunFollower follower : followers.values()) {
            if (follower.run().job().equals(job) && !follower.run().isOver()) {
                Run<?, ?> build = follower.run().build();
                if (build != null) {
                    records.add(follower.record(build));
                }
            }
        }
        return records;
    }

    /** Whether a run of a build has not ended; its build is not looked up. */
    public boolean isAtWork(String build) {
        return followers.values().stream().anyMatch(follower -> follower.run().isOf(build) && !follower.run().isOver());
    }

    /** The full names of the jobs of which runs have not ended. */
    public Set<String> jobs() {
        return followers.values().stream().map(RunFollower::run).filter(run -> !run.isOver()).map(CliRun::job).collect(Collectors.toSet());
    }

    private void follow(CliRun run, RunHost host) {
        Turns.get().tell(this::wake);
        RunFollower follower = new RunFollower(run, host, pool, () -> forget(run));
        RunFollower earlier = followers.putIfAbsent(run.id(), follower);
        if (earlier == null) {
            follower.now();
        } else if (host != null) {
            earlier.attach(host);
        }
    }

    /** Something has changed for a run that waits. */
    private void wake(String id) {
        RunFollower follower = followers.get(id);
        if (follower != null) {
            follower.now();
        }
    }

    private void forget(CliRun run) {
        followers.remove(run.id());
        Turns.get().leave(run.id());
        try {
            run.delete();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot delete the record of run " + run.id() + "; it is tried again at the next start", e);
        }
    }

    private void load() {
        Turns.get().retain(id -> new File(CliRun.store(), id + ".xml").exists());
        File[] files = CliRun.store().listFiles();
        if (files == null) {
            return;
        }
        // Asked after the listing: a step that is back already may be writing a record in this moment.
        boolean nobodyWrites = followers.isEmpty();
        for (File file : files) {
            if (file.getName().endsWith(".xml")) {
                load(file, null);
            } else if (nobodyWrites && file.getName().startsWith("atomic") && file.getName().endsWith("tmp") && !file.delete()) {
                // Left by a controller that was killed while it wrote a record.
                LOGGER.log(Level.FINE, "Cannot delete {0}", file);
            }
        }
    }

    private boolean load(File file, RunHost host) {
        try {
            CliRun run = CliRun.load(file);
            if (run.isNew() && host != null) {
                return false;
            }
            follow(run, host);
            return true;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Cannot read the run in " + file + "; it is left as it is", e);
            return false;
        }
    }

    private void completed(Run<?, ?> build) {
        for (RunFollower follower : followers.values()) {
            if (follower.run().isOf(build)) {
                if (follower.run().isOver() && follower.run().isCleaned()) {
                    forget(follower.run());
                } else {
                    follower.soon();
                }
            }
        }
    }

    /** Finds the runs again when all jobs are there: steps and nodes come back after it. */
    @Extension
    public static final class Loader extends ItemListener {
        @Override
        public void onLoaded() {
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                CliRuns.get().load();
            }
        }

        /** Whatever ends from now on is seen after the restart: a step could not take it in any more. */
        @Override
        public void onBeforeShutdown() {
            CliRuns.get().pool.shutdownNow();
        }
    }

    /** Forgets what a build needs no more. */
    @Extension
    public static final class Completion extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(Run<?, ?> build) {
            CliRuns.get().completed(build);
        }
    }
}
