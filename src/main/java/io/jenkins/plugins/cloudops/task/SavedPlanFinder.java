package io.jenkins.plugins.cloudops.task;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.config.PlanAccess;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.SavedPlan;
import io.jenkins.plugins.cloudops.store.SavedPlans;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;

/** Finds the plan that a build is asked to apply, in itself or in the build that it names. */
final class SavedPlanFinder {

    /**
     * A plan that was found.
     *
     * @param source the build that made it
     */
    record Found(Run<?, ?> source, StoredPlan plan, SavedPlan saved) {
    }

    private SavedPlanFinder() {
    }

    /**
     * Finds a plan.
     *
     * @param plan its id, or its name: of several plans with that name, the newest that succeeded
     * @param from the build that made it, {@code job#42}; empty for the one that asks
     * @throws CloudOpsException if there is none, or it cannot or must not be applied
     */
    static Found find(Run<?, ?> build, String plan, String from) throws IOException {
        Run<?, ?> source = from.isEmpty() ? build : build(build, from);
        StoredPlan stored = stored(source, plan);
        if (!stored.succeeded()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.SavedPlanFinder_failed(stored.name(), stored.failure()));
        }
        refuseASecondTime(stored, source, build);
        SavedPlan saved = SavedPlans.of(source).get(stored.id());
        if (!saved.isThere()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, saved.reason());
        }
        return new Found(source, stored, saved);
    }

    /** The build that is named {@code job#42}; the job relative to the folder of the build that asks. */
    static Run<?, ?> build(Run<?, ?> build, String from) throws CloudOpsException {
        Run<?, ?> source = named(build, from);
        try {
            PlanAccess.check(source.getParent(), build.getParent());
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.DENIED, e.getMessage());
        }
        return source;
    }

    /** As {@link #build}, whether its plans may be applied or not, as far as whoever asks can see it. */
    static Run<?, ?> named(Run<?, ?> build, String from) throws CloudOpsException {
        int hash = from.lastIndexOf('#');
        String number = from.substring(hash + 1);
        if (hash < 0 || !number.matches("[1-9][0-9]{0,8}")) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.SavedPlanFinder_from(from));
        }
        Job<?, ?> consumer = build.getParent();
        String name = from.substring(0, hash);
        Job<?, ?> job = name.isEmpty() ? consumer : Jenkins.get().getItem(name, consumer, Job.class);
        Run<?, ?> source = job == null ? null : job.getBuildByNumber(Integer.parseInt(number));
        if (source == null) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.SavedPlanFinder_noBuild(from));
        }
        return source;
    }

    /**
     * A plan that a build made, also one that failed.
     *
     * @param plan its id, or its name: of several plans with that name, the newest that succeeded
     */
    static StoredPlan stored(Run<?, ?> source, String plan) throws IOException {
        PlanStore store = PlanStore.of(source);
        StoredPlan byId = store.get(plan);
        if (byId != null) {
            return byId;
        }
        StoredPlan newest = null;
        Set<String> names = new TreeSet<>();
        for (StoredPlan candidate : store.list()) {
            names.add(candidate.name());
            if (candidate.name().equals(plan) && (newest == null || candidate.succeeded() || !newest.succeeded())) {
                newest = candidate;
            }
        }
        if (newest == null) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, names.isEmpty()
                    ? Messages.SavedPlanFinder_noPlans(plan, source.getFullDisplayName())
                    : Messages.SavedPlanFinder_noSuchPlan(plan, source.getFullDisplayName(), String.join(", ", names)));
        }
        return newest;
    }

    /** The CLI would refuse it too if it changed anything, but could not say by which apply. */
    private static void refuseASecondTime(StoredPlan plan, Run<?, ?> source, Run<?, ?> build) throws CloudOpsException {
        for (Run<?, ?> other : List.of(source, build)) {
            for (StoredApply apply : ApplyStore.of(other).list()) {
                if (apply.plan().id().equals(plan.id()) && apply.result().outcome() == StoredApply.Outcome.APPLIED) {
                    throw new CloudOpsException(FailureKind.STALE,
                            Messages.SavedPlanFinder_applied(plan.name(), other.getFullDisplayName()));
                }
            }
        }
    }
}
