package io.jenkins.plugins.cloudops.incident;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import io.jenkins.plugins.cloudops.trace.Metrics;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.security.ImpersonatingScheduledExecutorService;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * All incidents that are not cleared yet. Each is on the disk before anything of it is written anywhere, and leaves it when
 * everything is restored; whatever happens between, {@link #look} finds it there and clears it. Long, since that is one thing.
 */
@Extension
@Restricted(NoExternalUse.class)
public class Incidents {

    private static final Logger LOGGER = Logger.getLogger(Incidents.class.getName());
    private static final long PAUSE = Long.getLong(Incidents.class.getName() + ".seconds", 5);
    private static final long FIRST_AGAIN = 5_000;
    private static final long LAST_AGAIN = 300_000;
    /** So long has an agent to be gone until a file on it is lost. */
    private static final int ATTEMPTS_UNTIL_LOST = 3;
    private static final int THREADS = 8;

    private final Map<String, Incident> going = new ConcurrentHashMap<>();
    /** By the key of a target: nobody else writes it meanwhile. */
    private final Map<String, ReentrantLock> targets = new ConcurrentHashMap<>();
    private volatile Clock clock = Clock.systemUTC();
    private volatile boolean loaded;
    private final ScheduledExecutorService pool = new ImpersonatingScheduledExecutorService(
            new ScheduledThreadPoolExecutor(THREADS, new NamingThreadFactory(
                    new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), Incidents.class.getName())),
            ACL.SYSTEM2);

    public static Incidents get() {
        return ExtensionList.lookupSingleton(Incidents.class);
    }

    /** A new identifier for an incident. */
    public static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** Tells the time from now on. */
    void use(Clock other) {
        clock = other;
    }

    long now() {
        return clock.millis();
    }

    /** Those that are not cleared yet, the earliest first. */
    public List<Incident> going() {
        List<Incident> all = new ArrayList<>(going.values());
        all.sort(Comparator.comparingLong(Incident::inForceSince).thenComparing(Incident::id));
        return all;
    }

    /** Null if there is none, or it is over. */
    public Incident going(String id) {
        return going.get(id);
    }

    /** All of a build, over or not. */
    public List<Incident> of(Run<?, ?> build) {
        List<Incident> all = new ArrayList<>(IncidentFiles.of(build).list());
        going.values().stream().filter(incident -> incident.build().equals(build.getExternalizableId())).forEach(incident -> {
            all.removeIf(other -> other.id().equals(incident.id()));
            all.add(incident);
        });
        all.sort(Comparator.comparingLong(Incident::inForceSince).thenComparing(Incident::id));
        return all;
    }

    /** Whether a build has had any, as cheap as that can be. */
    public boolean has(Run<?, ?> build) {
        return !IncidentFiles.of(build).isEmpty() || going.values().stream().anyMatch(incident -> incident.build().equals(build.getExternalizableId()));
    }

    /**
     * Notes what is going to be changed, before it is.
     *
     * @throws IncidentProblem if nothing may be triggered, or another incident has one of the flags
     */
    void intend(Incident incident) throws IOException {
        synchronized (going) {
            requireAllowed();
            note(incident);
        }
    }

    /**
     * Takes one up again that is over but was not restored in full, so that it is tried until it is; fine if it is not over.
     *
     * @throws IncidentProblem if another incident has one of the flags meanwhile
     */
    public void takeUpAgain(Incident incident) throws IOException {
        synchronized (going) {
            if (!going.containsKey(incident.id())) {
                note(incident);
            }
        }
    }

    private void note(Incident incident) throws IOException {
        requireFree(incident.place(), incident.touches().stream().map(Touch::flag).toList());
        IncidentFiles.going().save(incident);
        going.put(incident.id(), incident);
    }

    /** @throws IncidentProblem if another incident has one of the flags */
    void requireFree(TargetPlace place, List<String> flags) {
        for (Incident other : going.values()) {
            if (other.phase() == Incident.Phase.LOST || !other.place().key().equals(place.key())) {
                continue;
            }
            for (Touch taken : other.touches()) {
                if (flags.contains(taken.flag())) {
                    throw new IncidentProblem(IncidentProblem.Kind.CONFLICT,
                            Messages.Incidents_taken(taken.flag(), other.title(), other.build(), other.changes()));
                }
            }
        }
    }

    /** @throws IncidentProblem if all of Jenkins is told not to trigger any */
    static void requireAllowed() {
        if (CloudOpsConfiguration.get().getIncidents().isStopped()) {
            throw new IncidentProblem(IncidentProblem.Kind.CONFLICT, Messages.Incidents_stopped());
        }
    }

    /** Keeps what is known of one that is going on. */
    void save(Incident incident) throws IOException {
        synchronized (going) {
            if (going.get(incident.id()) == incident) {
                IncidentFiles.going().save(incident);
                return;
            }
        }
        Run<?, ?> build = Run.fromExternalizableId(incident.build());
        if (build != null) {
            IncidentFiles.of(build).save(incident);
        }
    }

    /** Does something with a target while nobody else writes it. */
    <T> T alone(Incident incident, Work<T> work) throws IOException, InterruptedException {
        ReentrantLock lock = targets.computeIfAbsent(incident.place().key(), key -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    /** What is done with a target. */
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Clears an incident, in a thread of its own. It is tried again until it succeeds, also if the first attempt, on which
     * the result waits, fails.
     *
     * @param cause why, as part of a sentence
     * @param force also what somebody else wrote since
     * @param site from where; null to find a way
     */
    public Future<Incident> clear(Incident incident, String cause, boolean force, Site site) {
        try {
            incident.isBeingCleared(cause, force);
            save(incident);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot note that the incident " + incident.id() + " is being cleared; it is cleared all the same", e);
        }
        return pool.submit(() -> attempt(incident, site));
    }

    /** Clears an incident from a node, in this thread. What fails is tried again. */
    void clearFrom(Incident incident, Node node) {
        try {
            Site site = Site.of(node, Run.fromExternalizableId(incident.build()));
            if (site != null && going.get(incident.id()) == incident) {
                attempt(incident, site);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, "noted with the incident", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Incident attempt(Incident incident, Site site) throws IOException, InterruptedException {
        return alone(incident, () -> {
            if (incident.phase() == Incident.Phase.CLEARED && !incident.force()) {
                return incident;
            }
            try (Timeout limit = Timeout.limit(120, TimeUnit.SECONDS)) {
                Site from = site == null ? find(incident) : site;
                List<String> left = incident.place().clear(from, incident.touches(), incident.force());
                cleared(incident, left, from);
                return incident;
            } catch (IOException | InterruptedException | RuntimeException e) {
                failed(incident, e);
                throw e;
            }
        });
    }

    private Site find(Incident incident) throws IOException, InterruptedException {
        Run<?, ?> build = Run.fromExternalizableId(incident.build());
        String name = incident.place().node();
        Node node = name.isEmpty() ? Jenkins.get() : Jenkins.get().getNode(name);
        Site site = Site.of(node, build);
        if (site != null) {
            return site;
        }
        String label = name.isEmpty() ? Messages.Incidents_builtIn() : name;
        if (node == null && incident.place().isOnNode()) {
            if (incident.attempts() + 1 >= ATTEMPTS_UNTIL_LOST) {
                incident.isLost(Messages.Incidents_lost(incident.place().label(), label, incident.changes()));
            }
            throw new IncidentProblem(IncidentProblem.Kind.NETWORK, Messages.Incidents_gone(label));
        }
        if (!incident.place().isOnNode()) {
            ClearingTask.queue(incident);
            throw new IncidentProblem(IncidentProblem.Kind.NETWORK, Messages.Incidents_queued(label));
        }
        throw new IncidentProblem(IncidentProblem.Kind.NETWORK, Messages.Incidents_away(label));
    }

    private void cleared(Incident incident, List<String> left, Site site) throws IOException, InterruptedException {
        incident.isCleared(now(), left);
        incident.happened(now(), left.isEmpty() ? Messages.Incidents_cleared(incident.cause(), incident.changes())
                : Messages.Incidents_clearedInPart(incident.cause()));
        left.forEach(sentence -> incident.happened(now(), sentence));
        finish(incident);
        LOGGER.log(Level.INFO, "The incident {0} of {1} is cleared ({2}): {3}",
                new Object[] {incident.title(), incident.build(), incident.cause(), left.isEmpty() ? incident.changes() + " undone" : String.join(" ", left)});
    }

    private void finish(Incident incident) throws IOException {
        Run<?, ?> build = Run.fromExternalizableId(incident.build());
        if (build != null) {
            IncidentFiles.of(build).save(incident);
            IncidentSpans.record(build, incident);
        }
        // Not while it is saved: the file would be back, and the incident with it at the next start.
        synchronized (going) {
            IncidentFiles.going().delete(incident.id());
            going.remove(incident.id());
        }
    }

    private void failed(Incident incident, Exception problem) {
        if (incident.phase() == Incident.Phase.CLEARED) {
            return;
        }
        String why = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        long pause = Math.min(LAST_AGAIN, FIRST_AGAIN << Math.min(10, incident.attempts()));
        if (incident.phase() != Incident.Phase.LOST) {
            incident.failedToClear(why, now() + pause);
        }
        if (incident.phase() == Incident.Phase.LOST) {
            LOGGER.log(Level.SEVERE, "The incident {0} of {1} is lost: {2}", new Object[] {incident.title(), incident.build(), incident.problem()});
        } else {
            LOGGER.log(Level.WARNING, "The incident {0} of {1} could not be cleared, so {2} stays as it is; it is tried again in {3} s: {4}",
                    new Object[] {incident.title(), incident.build(), incident.changes(), pause / 1000, why});
        }
        try {
            save(incident);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot note why an incident could not be cleared", e);
        }
    }

    /** Gives up what cannot be cleared, such as a file that was deleted. */
    public void forget(Incident incident, String who) throws IOException {
        String sentence = Messages.Incidents_forgotten(who, incident.changes());
        incident.happened(now(), sentence);
        incident.isLost(sentence);
        LOGGER.log(Level.WARNING, "{0} has given up the incident {1} of {2}: {3} stays as it is",
                new Object[] {who, incident.title(), incident.build(), incident.changes()});
        finish(incident);
    }

    /** Clears all at once. */
    public void clearAll(String cause) {
        going.values().forEach(incident -> clear(incident, cause, false, null));
    }

    /** Looks after all of them: what is in force for too long, or for nobody, is cleared, and what could not be is tried again. */
    public void look() {
        if (!loaded) {
            return;
        }
        boolean stopped = CloudOpsConfiguration.get().getIncidents().isStopped();
        for (Incident incident : going.values()) {
            if (incident.phase() == Incident.Phase.CLEARING || incident.phase() == Incident.Phase.LOST) {
                if (incident.attempts() > 0 && incident.nextAttempt() <= now() && !isBusy(incident) && !isStillLost(incident)) {
                    clear(incident, incident.cause(), false, null);
                }
            } else if (stopped) {
                clear(incident, Messages.Incidents_causeStopped(), false, null);
            } else if (incident.expires() <= now()) {
                clear(incident, Messages.Incidents_causeExpired(), false, null);
            } else if (isOver(incident)) {
                clear(incident, Messages.Incidents_causeOver(), false, null);
            }
        }
    }

    private boolean isBusy(Incident incident) {
        ReentrantLock lock = targets.get(incident.place().key());
        return lock != null && lock.isLocked();
    }

    private static boolean isStillLost(Incident incident) {
        return incident.phase() == Incident.Phase.LOST && !incident.node().isEmpty() && Jenkins.get().getNode(incident.node()) == null;
    }

    private static boolean isOver(Incident incident) {
        Run<?, ?> build = Run.fromExternalizableId(incident.build());
        return build == null || !build.isBuilding();
    }

    private void load() {
        for (Incident incident : IncidentFiles.going().list()) {
            // What was being cleared when the controller ended has no attempt under way any more.
            if (incident.phase() == Incident.Phase.CLEARING) {
                incident.failedToClear(Messages.Incidents_restarted(), 0);
            }
            going.putIfAbsent(incident.id(), incident);
        }
        loaded = true;
        Metrics.incidents(() -> going.values().stream().filter(incident -> incident.inForceSince() > 0).count());
        pool.scheduleWithFixedDelay(this::lookSafely, PAUSE, PAUSE, TimeUnit.SECONDS);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "Cannot look after incidents; it is tried again", e);
        }
    }

    /** Tries again at once what waits for a node. */
    private void isBack(String node) {
        for (Incident incident : going.values()) {
            if (incident.node().equals(node) && incident.phase() == Incident.Phase.CLEARING && !isBusy(incident)) {
                clear(incident, incident.cause(), false, null);
            }
        }
    }

    /** Finds the incidents again when all jobs are there. */
    @Extension
    public static final class Loader extends ItemListener {
        @Override
        public void onLoaded() {
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                Incidents.get().load();
            }
        }

        @Override
        public void onBeforeShutdown() {
            Incidents.get().pool.shutdownNow();
        }

        /** It is called for what is in a folder, too. */
        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            for (Incident incident : Incidents.get().going()) {
                if (incident.job().equals(oldFullName)) {
                    incident.moved(newFullName);
                    try {
                        Incidents.get().save(incident);
                    } catch (IOException e) {
                        LOGGER.log(Level.WARNING, "Cannot note that " + oldFullName + " is " + newFullName + " now", e);
                    }
                }
            }
        }
    }

    /** Clears what a build has left in force. */
    @Extension
    public static final class Completion extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(Run<?, ?> build) {
            // Whoever asks later why it failed sees what was broken on purpose meanwhile.
            Incidents.get().going().forEach(incident -> IncidentSpans.recordInForce(build, incident, System.currentTimeMillis()));
            Incidents incidents = Incidents.get();
            for (Incident incident : incidents.going()) {
                if (incident.build().equals(build.getExternalizableId()) && incident.phase() != Incident.Phase.CLEARING) {
                    incidents.clear(incident, Messages.Incidents_causeOver(), false, null);
                }
            }
        }
    }

    /** Tells when an agent is back. */
    @Extension
    public static final class Return extends hudson.slaves.ComputerListener {
        @Override
        public void onOnline(hudson.model.Computer computer, TaskListener listener) {
            Incidents.get().isBack(computer.getName());
        }
    }
}
