package io.jenkins.plugins.cloudops.engine.terraform.plan;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A plan, small enough for memory, remoting and a page whatever its size, and without the values at sensitive paths.
 *
 * @param counts the actions of all changes, also of those that are not listed
 * @param outputsChanged how many outputs change
 * @param drift how many objects were changed outside of Terraform
 * @param changes at most {@value #MAX_CHANGES}: the most destructive, in the order of {@link Action} and in each action
 *     as in the plan; without what stays as it is
 * @param changesOmitted how many changes are not listed
 * @param drifted at most {@value #MAX_DRIFTED} of the objects changed outside, in the same order
 * @param outputs at most {@value #MAX_OUTPUTS} of the outputs that change, as in the plan
 * @param formatVersion of the plan's JSON, "1.2"
 * @param toolVersion of Terraform or OpenTofu
 * @param errored whether planning failed, so that the plan has only what was found until then
 * @param complete whether applying it leads to what the configuration asks for
 * @param applyable whether it makes sense to apply it
 */
public record PlanSummary(
        Counts counts,
        int outputsChanged,
        int drift,
        List<Change> changes,
        int changesOmitted,
        List<Change> drifted,
        List<OutputChange> outputs,
        String formatVersion,
        String toolVersion,
        boolean errored,
        boolean complete,
        boolean applyable)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final int MAX_CHANGES = 500;
    public static final int MAX_DRIFTED = 100;
    public static final int MAX_OUTPUTS = 200;

    public PlanSummary {
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(formatVersion, "formatVersion");
        Objects.requireNonNull(toolVersion, "toolVersion");
        changes = List.copyOf(changes);
        drifted = List.copyOf(drifted);
        outputs = List.copyOf(outputs);
    }

    /** Whether applying the plan would do anything: to resources, or to outputs alone. */
    public boolean hasChanges() {
        return counts.total() > 0 || outputsChanged > 0;
    }

    /** The same summary with every value passed through the redactor. */
    public PlanSummary redacted(Redactor redactor) {
        return new PlanSummary(
                counts,
                outputsChanged,
                drift,
                changes.stream().map(change -> change.redacted(redactor)).toList(),
                changesOmitted,
                drifted.stream().map(change -> change.redacted(redactor)).toList(),
                outputs.stream().map(output -> output.redacted(redactor)).toList(),
                formatVersion,
                toolVersion,
                errored,
                complete,
                applyable);
    }
}
