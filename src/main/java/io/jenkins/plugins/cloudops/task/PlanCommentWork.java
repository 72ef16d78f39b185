package io.jenkins.plugins.cloudops.task;

import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comments plans that a build made, all in one comment: what the step and the freestyle publisher have in common. */
public final class PlanCommentWork {

    private PlanCommentWork() {
    }

    /**
     * Does it; takes as long as the forge does.
     *
     * @param id under which the comment is kept with the build
     * @param references ids or names of plans; empty for all of the build
     * @return what the step returns, as plain values
     * @throws CloudOpsException if there is no such plan, or if it fails and is required
     */
    public static Map<String, Object> comment(String id, CommentRequest request, List<String> references, Run<?, ?> build,
            EnvVars environment, PrintStream log) throws IOException, InterruptedException {
        List<StoredPlan> plans = plans(build, references);
        CommentResult result;
        if (plans.isEmpty()) {
            result = CommentResult.failed(Messages.PlanCommentWork_noPlans());
            log.println(result.reason());
        } else {
            result = new PlanCommenter(build, build, log).comment(request, environment, id, plans, ApplyStore.of(build).list());
        }
        if (result.hasFailed() && request.required()) {
            throw new CloudOpsException(FailureKind.NETWORK, Messages.CommentingHost_required(result.reason()));
        }
        return result.toMap();
    }

    /** Each once, in the order in which they are named. */
    private static List<StoredPlan> plans(Run<?, ?> build, List<String> references) throws IOException {
        if (references.isEmpty()) {
            return PlanStore.of(build).list();
        }
        Set<String> ids = new LinkedHashSet<>();
        List<StoredPlan> plans = new ArrayList<>();
        for (String reference : references) {
            StoredPlan plan = SavedPlanFinder.stored(build, reference);
            if (ids.add(plan.id())) {
                plans.add(plan);
            }
        }
        return plans;
    }
}
