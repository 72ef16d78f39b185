package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.VariableValues;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyOutcome;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an apply did, in numbers by the word for what was done, in the order in which people want to know. */
final class AppliedCounts {

    private AppliedCounts() {
    }

    static Map<String, Integer> none() {
        return of(Counts.NONE, 0, 0, 0, 0);
    }

    private static Map<String, Integer> of(Counts applied, int imported, int failed, int interrupted, int notReached) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("created", applied.create());
        counts.put("updated", applied.update());
        counts.put("deleted", applied.delete());
        counts.put("replaced", applied.replace());
        counts.put("imported", imported);
        counts.put("moved", applied.move());
        counts.put("forgotten", applied.forget());
        counts.put("failed", failed);
        counts.put("interrupted", interrupted);
        counts.put("notReached", notReached);
        return counts;
    }

    /** Outputs as they are kept: a JSON object, empty for none. */
    static String text(Map<String, Object> outputs) {
        return outputs.isEmpty() ? "" : VariableValues.of("outputs", outputs).toJson();
    }

    /** The apply with what is known of it at its end. */
    static StoredApply into(StoredApply stored, ApplyOutcome outcome, long duration) {
        List<StoredApply.Resource> resources = outcome.resources().stream()
                .map(resource -> new StoredApply.Resource(resource.address(), resource.action().word(), resource.outcome().word(), resource.millis()))
                .toList();
        Map<String, Integer> counts = of(outcome.applied(), outcome.imported(), outcome.failed(), outcome.interrupted(),
                outcome.notReached());
        return stored
                .with(resources, outcome.omitted(), text(outcome.outputs()), outcome.sensitiveOutputs())
                .with(new StoredApply.Result(outcome.finished() ? StoredApply.Outcome.APPLIED : stored.result().outcome(), "", "",
                        counts), duration);
    }
}
