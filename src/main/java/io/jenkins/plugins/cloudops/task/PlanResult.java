package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.comment.Brief;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.store.StoredGates;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code terraformPlan} returns: a map of plain values, which a sandboxed pipeline can read and
 * which survives a restart. docs/terraform.md describes the keys.
 */
final class PlanResult {

    private PlanResult() {
    }

    static Map<String, Object> of(StoredPlan plan, StoredGates gates) {
        PlanSummary summary = plan.summary();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", plan.id());
        result.put("name", plan.name());
        result.put("stack", plan.stack());
        result.put("workspace", plan.workspace());
        result.put("tool", plan.tool());
        result.put("toolVersion", plan.toolVersion());
        result.put("changes", plan.changes());
        for (Action action : Action.values()) {
            if (action != Action.NO_OP) {
                result.put(action.word(), summary.counts().of(action));
            }
        }
        result.put("outputsChanged", summary.outputsChanged());
        result.put("drift", summary.drift());
        result.put("resources", resources(summary.changes()));
        result.put("resourcesOmitted", summary.changesOmitted());
        result.put("summary", Brief.of(PlanComments.of(plan, "")));
        result.put("gates", GateResult.of(gates));
        result.put("digest", plan.digest());
        result.put("duration", plan.duration());
        return result;
    }

    private static List<Map<String, String>> resources(List<Change> changes) {
        List<Map<String, String>> resources = new ArrayList<>();
        for (Change change : changes) {
            Map<String, String> resource = new LinkedHashMap<>();
            resource.put("address", change.address());
            resource.put("type", change.type());
            resource.put("action", change.action().word());
            resource.put("reason", change.reason());
            resources.add(resource);
        }
        return resources;
    }
}
