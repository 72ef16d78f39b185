package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.comment.Applied;
import io.jenkins.plugins.cloudops.engine.comment.Deed;
import io.jenkins.plugins.cloudops.engine.comment.Failure;
import io.jenkins.plugins.cloudops.engine.comment.Place;
import io.jenkins.plugins.cloudops.engine.comment.StackPart;
import io.jenkins.plugins.cloudops.engine.comment.Tally;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a comment tells of a plan that is kept. */
final class StackParts {

    private StackParts() {
    }

    /** @param apply null if it was not applied */
    static StackPart of(StoredPlan plan, StoredApply apply) {
        Place place = new Place(plan.name(), plan.stack(), plan.workspace(), plan.tool(), plan.toolVersion(), plan.digest(), "");
        if (plan.summary() == null) {
            return StackPart.failed(place, new Failure(plan.kind(), plan.failure(), List.of()));
        }
        Map<Deed, Integer> counts = new EnumMap<>(Deed.class);
        for (Action action : Action.values()) {
            for (Deed deed : Deed.values()) {
                if (deed.name().equals(action.name())) {
                    counts.put(deed, plan.summary().counts().of(action));
                }
            }
        }
        Tally tally = new Tally(counts, plan.summary().outputsChanged(), plan.summary().drift(), false, true);
        StackPart part = new StackPart(place, tally, List.of(), List.of(), List.of(), List.of(), List.of(), Failure.NONE, Applied.NOT_YET);
        return apply == null ? part : part.with(applied(apply));
    }

    private static Applied applied(StoredApply apply) {
        Applied.Outcome outcome = switch (apply.result().outcome()) {
            case RUNNING -> Applied.Outcome.RUNNING;
            case APPLIED, NOTHING -> Applied.Outcome.APPLIED;
            case FAILED -> Applied.Outcome.FAILED;
            case STOPPED -> Applied.Outcome.STOPPED;
            case UNKNOWN -> Applied.Outcome.UNKNOWN;
        };
        return new Applied(outcome, apply.result().counts(), new Failure(apply.result().kind(), apply.result().failure(), List.of()),
                List.of(), apply.approvals().stream().map(StoredApply.Approval::user).toList(), "", "", apply.duration());
    }
}
