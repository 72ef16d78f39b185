package io.jenkins.plugins.cloudops.page.queue;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.page.BuildActions;
import io.jenkins.plugins.cloudops.page.JobActions;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** On the pages of a build and its job: the states that it uses or waits for, and whoever comes before it. */
@Restricted(NoExternalUse.class)
public final class TurnsAction extends InvisibleAction {

    private final List<String> keys;

    TurnsAction(List<String> keys) {
        this.keys = keys;
    }

    /** Jenkins asks while it loads a build, so no build may be looked up here. */
    private static Collection<? extends Action> of(Predicate<String> isOurs) {
        List<String> keys = Turns.get().list().stream().filter(turn -> isOurs.test(turn.build())).map(Turn::key).distinct().toList();
        return keys.isEmpty() ? List.of() : List.of(new TurnsAction(keys));
    }

    /** The states, as they are now. */
    public List<LineView> getLines() {
        return LineView.of(keys);
    }

    /** Adds it to builds. */
    @Extension
    public static final class OfBuilds extends BuildActions {

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            return of(build.getExternalizableId()::equals);
        }
    }

    /** Adds it to jobs. */
    @Extension
    public static final class OfJobs extends JobActions {

        @Override
        public Collection<? extends Action> createFor(Job<?, ?> job) {
            String builds = job.getFullName() + '#';
            return of(build -> build.startsWith(builds));
        }
    }
}
