package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Finding;
import io.jenkins.plugins.cloudops.store.StoredGates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a plan stood against the gates, as a pipeline reads it: {@code gates} in what steps return. */
final class GateResult {

    private GateResult() {
    }

    static Map<String, Object> of(StoredGates gates) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("passed", gates.report().passed());
        result.put("inForce", gates.inForce());
        result.put("broken", findings(gates.report().broken()));
        result.put("warnings", findings(gates.report().warnings()));
        result.put("overriddenBy", gates.override().user());
        result.put("reason", gates.override().reason());
        return result;
    }

    private static List<Map<String, Object>> findings(List<Finding> all) {
        List<Map<String, Object>> findings = new ArrayList<>();
        for (Finding one : all) {
            Map<String, Object> finding = new LinkedHashMap<>();
            finding.put("rule", one.rule().setting());
            finding.put("setting", one.setting());
            finding.put("total", one.total());
            List<Map<String, String>> resources = new ArrayList<>();
            one.listed().forEach(entry -> resources.add(new LinkedHashMap<>(Map.of("address", entry.address(), "what", entry.what()))));
            finding.put("resources", resources);
            findings.add(finding);
        }
        return findings;
    }
}
