package io.jenkins.plugins.cloudops.page.run;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.page.BuildActions;
import io.jenkins.plugins.cloudops.run.CliRuns;
import io.jenkins.plugins.cloudops.store.RunStore;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The runs of a build: for programs, and for whoever knows the address, since people find plans and applies on their pages. */
@Restricted(NoExternalUse.class)
public final class BuildRuns extends RunsPage {

    private final Run<?, ?> build;

    BuildRuns(Run<?, ?> build) {
        this.build = build;
    }

    @Override
    List<RunView> read(RunFilter filter, int start, int limit) {
        List<StoredRun> runs = new ArrayList<>(RunStore.of(build).list());
        CliRuns.get().goingOn(build.getParent().getFullName()).stream()
                .filter(run -> run.build() == build.getNumber() && runs.stream().noneMatch(kept -> kept.id().equals(run.id())))
                .forEach(runs::add);
        return runs.stream().filter(filter::matches).sorted(Comparator.comparingLong(StoredRun::started).reversed())
                .skip(start).limit(limit).map(run -> new RunView(build.getParent(), run)).toList();
    }

    @Override
    public Object getOwner() {
        return build;
    }

    /** Not in the side panel. */
    @Override
    public String getIconFileName() {
        return null;
    }

    /** Adds the page to each build that has runs. */
    @Extension
    public static final class Factory extends BuildActions {

        /** Jenkins asks while it loads a build, so no build may be looked up here. */
        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            return RunStore.of(build).isEmpty() && !CliRuns.get().isAtWork(build.getExternalizableId()) ? List.of() : List.of(new BuildRuns(build));
        }
    }
}
