package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.JsonText;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredGates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code terraformApply} returns: a map of plain values, which a sandboxed pipeline can read and
 * which survives a restart. docs/terraform.md describes the keys.
 */
final class ApplyResult {

    private ApplyResult() {
    }

    static Map<String, Object> of(StoredApply apply, StoredGates gates) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", apply.id());
        result.put("name", apply.place().name());
        result.put("stack", apply.place().stack());
        result.put("workspace", apply.place().workspace());
        result.put("tool", apply.place().tool());
        result.put("toolVersion", apply.place().toolVersion());
        result.put("plan", apply.plan().id());
        result.put("digest", apply.plan().digest());
        result.put("outcome", apply.result().outcome().name().toLowerCase(Locale.ROOT));
        result.putAll(apply.result().counts());
        result.put("resources", resources(apply.resources()));
        result.put("resourcesOmitted", apply.omitted());
        result.put("outputs", apply.outputs().isEmpty() ? new LinkedHashMap<>() : JsonText.read(apply.outputs()));
        result.put("sensitiveOutputs", new ArrayList<>(apply.sensitiveOutputs()));
        result.put("gates", GateResult.of(gates));
        result.put("approvedBy", new ArrayList<>(apply.approvals().stream().map(StoredApply.Approval::user).toList()));
        result.put("duration", apply.duration());
        return result;
    }

    private static List<Map<String, Object>> resources(List<StoredApply.Resource> all) {
        List<Map<String, Object>> resources = new ArrayList<>();
        for (StoredApply.Resource one : all) {
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("address", one.address());
            resource.put("action", one.action());
            resource.put("outcome", one.outcome());
            resource.put("duration", one.millis());
            resources.add(resource);
        }
        return resources;
    }
}
