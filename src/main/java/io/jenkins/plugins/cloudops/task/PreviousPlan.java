package io.jenkins.plugins.cloudops.task;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredPlan;

/** The last plan of a stack that an earlier build of the same job made. */
final class PreviousPlan {

    /** How many builds to look back. */
    private static final int BUILDS = 10;

    private PreviousPlan() {
    }

    /** How many objects it read, which is about how many the next one will read; 0 if there is none. */
    static int refreshed(Run<?, ?> build, String stack, String workspace) {
        Run<?, ?> earlier = build == null ? null : build.getPreviousBuild();
        for (int i = 0; i < BUILDS && earlier != null; i++) {
            int refreshed = 0;
            for (StoredPlan plan : PlanStore.of(earlier).list()) {
                if (plan.stack().equals(stack) && plan.workspace().equals(workspace)) {
                    refreshed = plan.refreshed();
                }
            }
            if (refreshed > 0) {
                return refreshed;
            }
            earlier = earlier.getPreviousBuild();
        }
        return 0;
    }
}
