package io.jenkins.plugins.cloudops.page.run;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.cloudops.page.Asked;
import io.jenkins.plugins.cloudops.page.JobActions;
import io.jenkins.plugins.cloudops.page.ListQuery;
import io.jenkins.plugins.cloudops.run.CliRuns;
import io.jenkins.plugins.cloudops.store.RunHistory;
import java.util.Collection;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;

/** The runs of a job, and how each of its stacks is. */
@Restricted(NoExternalUse.class)
public final class JobRuns extends RunsPage {

    private final Job<?, ?> job;

    JobRuns(Job<?, ?> job) {
        this.job = job;
    }

    @Override
    List<RunView> read(RunFilter filter, int start, int limit) {
        return RunList.read(List.of(job), filter, start, limit);
    }

    /** How each stack is that was planned or applied of late. */
    @Override
    public List<StackView> getStacks() {
        return StackView.of(job, read(new RunFilter(ListQuery.of(name -> null, 1, RunFilter.NAMES)), 0, StackView.MOST_RUNS));
    }

    @Exported(name = "stacks")
    public List<StackView> getExportedStacks() {
        return Asked.below(RunsPage.class, this::getStacks);
    }

    @Override
    public Object getOwner() {
        return job;
    }

    /** Adds the page to each job that has runs. */
    @Extension
    public static final class Factory extends JobActions {

        @Override
        public Collection<? extends Action> createFor(Job<?, ?> job) {
            return RunHistory.of(job).isEmpty() && !CliRuns.get().jobs().contains(job.getFullName()) ? List.of() : List.of(new JobRuns(job));
        }
    }
}
