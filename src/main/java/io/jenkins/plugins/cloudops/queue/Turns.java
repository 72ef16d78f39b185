package io.jenkins.plugins.cloudops.queue;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Lets runs on one state work one after the other, in the order in which they came. Each place is a file in
 * {@code cloudops-pipeline/turns} of Jenkins's home directory, so that nobody loses it over a restart; a run that waits holds
 * nothing else.
 *
 * <p>Long, since all that changes a line is here, under one lock: whoever comes, goes, or has to wait for somebody whom
 * Jenkins does not know.
 */
@Extension
@Restricted(NoExternalUse.class)
public class Turns {

    private static final Logger LOGGER = Logger.getLogger(Turns.class.getName());
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8,64}");
    private static final Comparator<Turn> ORDER = Comparator.comparing(Turn::hasBegun).reversed()
            .thenComparing(Comparator.comparing(Turn::isPassing).reversed()).thenComparingLong(Turn::number);

    private final Clock clock;
    /** By the key of the state: those whose turn it is, then those that wait, in the order in which they will come. */
    private final Map<String, List<Turn>> lines = new TreeMap<>();
    private final Map<String, Turn> places = new HashMap<>();
    private boolean loaded;
    private long last;
    private volatile Consumer<String> listener = run -> { };

    public Turns() {
        this(Clock.systemUTC());
    }

    Turns(Clock clock) {
        this.clock = clock;
    }

    public static Turns get() {
        return ExtensionList.lookupSingleton(Turns.class);
    }

    /** @param whoever is told the id of a run when something has changed before it; must not wait */
    public void tell(Consumer<String> whoever) {
        listener = whoever;
    }

    /**
     * Gives a run its place, or finds the one that it has.
     *
     * @return its place, which may be its turn already
     * @throws IOException if it cannot be kept; the run has none then
     */
    public Turn enter(Turn wanted) throws IOException {
        Set<String> changed = new LinkedHashSet<>();
        Turn place;
        synchronized (this) {
            load();
            place = places.get(wanted.run());
            if (place == null) {
                place = wanted;
                place.enter(++last, clock.millis());
                List<Turn> line = add(place);
                boolean kept = false;
                try {
                    next(line, changed);
                    if (!place.hasBegun()) {
                        place.hasToWait();
                    }
                    save(place);
                    kept = true;
                } finally {
                    if (!kept) {
                        remove(place);
                    }
                }
            }
        }
        changed.remove(wanted.run());
        changed.forEach(listener);
        return place;
    }

    /** The place of a run; null if it has none. */
    public synchronized Turn of(String run) {
        load();
        return places.get(run);
    }

    /** Whether it is a run's turn, or it never asked for one. */
    public synchronized boolean mayWork(String run) {
        Turn place = of(run);
        return place == null || place.hasBegun();
    }

    /** Frees the place of a run; fine if it has none. */
    public void leave(String run) {
        Set<String> changed = new LinkedHashSet<>();
        synchronized (this) {
            Turn place = of(run);
            if (place == null) {
                return;
            }
            remove(place);
            try {
                file(run).delete();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "The place of run " + run + " comes back with the next start: its file cannot be deleted", e);
            }
            List<Turn> line = lines.getOrDefault(place.key(), new ArrayList<>());
            next(line, changed);
            line.stream().filter(other -> !other.hasBegun()).map(Turn::run).forEach(changed::add);
        }
        changed.forEach(listener);
    }

    /** Frees the place of a run whose turn it is not yet. */
    public void leaveLine(String run) {
        if (!mayWork(run)) {
            leave(run);
        }
    }

    /**
     * Notes that somebody whom Jenkins does not know keeps a run from working: whoever wants to free the state may do so now.
     *
     * @param sentence who holds the lock; empty once the run works
     */
    public void heldBy(String run, String sentence) throws IOException {
        Set<String> changed = new LinkedHashSet<>();
        synchronized (this) {
            Turn place = of(run);
            if (place == null || place.heldBy().equals(sentence)) {
                return;
            }
            place.heldBy(sentence);
            save(place);
            next(lines.get(place.key()), changed);
        }
        changed.forEach(listener);
    }

    /** Frees the places of all runs that are none any more. */
    public void retain(Predicate<String> exists) {
        List<String> gone;
        synchronized (this) {
            load();
            gone = list().stream().map(Turn::run).filter(exists.negate()).toList();
        }
        gone.forEach(this::leave);
    }

    /** Whom a run waits for, the one whose turn it is first, then those that come before it; empty if it does not wait. */
    public synchronized List<Turn> before(String run) {
        Turn place = of(run);
        if (place == null || place.hasBegun()) {
            return List.of();
        }
        List<Turn> line = lines.get(place.key());
        return List.copyOf(line.subList(0, line.indexOf(place)));
    }

    /** Those whose turn it is, then those that wait, in the order in which they will come. */
    public synchronized List<Turn> line(String key) {
        load();
        return List.copyOf(lines.getOrDefault(key, List.of()));
    }

    /** All places, line by line. */
    public synchronized List<Turn> list() {
        load();
        return lines.values().stream().flatMap(List::stream).toList();
    }

    /** One works at a time. Whoever frees the state comes first, and even while the lock keeps all others from working. */
    private void next(List<Turn> line, Set<String> changed) {
        line.sort(ORDER);
        List<Turn> begun = line.stream().takeWhile(Turn::hasBegun).toList();
        boolean held = begun.stream().allMatch(turn -> !turn.heldBy().isEmpty());
        line.stream().skip(begun.size()).findFirst()
                .filter(first -> begun.isEmpty() || held && first.isPassing())
                .ifPresent(first -> {
                    first.begin(clock.millis());
                    line.sort(ORDER);
                    changed.add(first.run());
                    try {
                        save(first);
                    } catch (IOException e) {
                        // It is the first in its line after a restart, too.
                        LOGGER.log(Level.WARNING, "It cannot be noted that it is the turn of run " + first.run(), e);
                    }
                });
    }

    private List<Turn> add(Turn place) {
        places.put(place.run(), place);
        List<Turn> line = lines.computeIfAbsent(place.key(), key -> new ArrayList<>());
        line.add(place);
        return line;
    }

    private void remove(Turn place) {
        places.remove(place.run());
        List<Turn> line = lines.get(place.key());
        line.remove(place);
        if (line.isEmpty()) {
            lines.remove(place.key());
        }
    }

    private void load() {
        if (loaded) {
            return;
        }
        File[] files = directory().listFiles((directory, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            try {
                Turn turn = (Turn) new XmlFile(Jenkins.XSTREAM2, file).read();
                add(turn);
                last = Math.max(last, turn.number());
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, "Cannot read the place in " + file + "; its run asks for another one", e);
            }
        }
        loaded = true;
        lines.values().forEach(line -> next(line, new LinkedHashSet<>()));
    }

    private static void save(Turn turn) throws IOException {
        file(turn.run()).write(turn);
    }

    private static File directory() {
        return new File(Jenkins.get().getRootDir(), "cloudops-pipeline/turns");
    }

    private static XmlFile file(String run) {
        if (!ID.matcher(run).matches()) {
            throw new IllegalArgumentException("No id of a run: " + run);
        }
        return new XmlFile(Jenkins.XSTREAM2, new File(directory(), run + ".xml"));
    }
}
