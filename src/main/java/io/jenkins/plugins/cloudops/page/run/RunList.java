package io.jenkins.plugins.cloudops.page.run;

import hudson.model.Job;
import io.jenkins.plugins.cloudops.run.CliRuns;
import io.jenkins.plugins.cloudops.store.RunHistory;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The runs of jobs, the newest first. Of the lists of the jobs, only as much is read as is needed to know which runs come
 * next: a list whose runs have all ended before another one began cannot have it. No build is loaded.
 */
final class RunList {

    private static final Logger LOGGER = Logger.getLogger(RunList.class.getName());

    private final RunFilter filter;
    private final PriorityQueue<Source> sources = new PriorityQueue<>(
            Comparator.comparingLong((Source source) -> source.reader.bound()).reversed());
    private final PriorityQueue<Found> ready = new PriorityQueue<>(
            Comparator.comparingLong((Found found) -> found.run.started()).reversed().thenComparing(found -> found.run.id()));
    private final Set<String> goingOn = new HashSet<>();

    private RunList(RunFilter filter) {
        this.filter = filter;
    }

    /**
     * A part of them.
     *
     * @param jobs which whoever asks may read
     * @param limit how many at most; one more says that there are more
     */
    static List<RunView> read(Iterable<? extends Job<?, ?>> jobs, RunFilter filter, int start, int limit) {
        RunList list = new RunList(filter);
        Set<String> working = CliRuns.get().jobs();
        for (Job<?, ?> job : jobs) {
            if (filter.hasJob(job.getFullName())) {
                list.add(job, working.contains(job.getFullName()));
            }
        }
        List<RunView> runs = new ArrayList<>();
        int skipped = 0;
        for (RunView run = list.next(); run != null && runs.size() < limit; run = list.next()) {
            if (skipped < start) {
                skipped++;
            } else {
                runs.add(run);
            }
        }
        return runs;
    }

    private void add(Job<?, ?> job, boolean works) {
        RunHistory history = RunHistory.of(job);
        if (!history.isEmpty()) {
            sources.add(new Source(job, history.read(filter::mayHave)));
        }
        for (StoredRun run : works ? CliRuns.get().goingOn(job.getFullName()) : List.<StoredRun>of()) {
            goingOn.add(run.id());
            if (filter.matches(run)) {
                ready.add(new Found(job, run, null));
            }
        }
    }

    /** Null at the end. */
    private RunView next() {
        while (true) {
            while (!sources.isEmpty() && (ready.isEmpty() || ready.peek().run.started() < sources.peek().reader.bound())) {
                readOn(sources.poll());
            }
            Found found = ready.poll();
            if (found == null) {
                return null;
            }
            if (found.reader == null || found.reader.exists(found.run)) {
                return new RunView(found.job, found.run);
            }
        }
    }

    private void readOn(Source source) {
        try {
            for (StoredRun run : source.reader.next()) {
                if (!goingOn.contains(run.id()) && filter.matches(run)) {
                    ready.add(new Found(source.job, run, source.reader));
                }
            }
            if (!source.reader.isOver()) {
                sources.add(source);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot read the runs of " + source.job.getFullName(), e);
        }
    }

    /** A list that is not read to its end. */
    private record Source(Job<?, ?> job, RunHistory.Reader reader) {
    }

    /** A run that matches; without a reader if it goes on. */
    private record Found(Job<?, ?> job, StoredRun run, RunHistory.Reader reader) {
    }
}
