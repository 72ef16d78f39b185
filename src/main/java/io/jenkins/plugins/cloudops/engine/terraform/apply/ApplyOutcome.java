package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.event.PlainValue;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/**
 * What an apply did, small enough for memory, remoting and a page whatever its size. Texts are as the tool wrote them
 * until {@link #redacted}; of sensitive outputs there are only the names.
 *
 * @param applied what was done, by action; {@code unchanged} are those for which there was nothing left to do
 * @param imported how many objects were taken over, also of those that are counted under another action
 * @param failed how many changes failed
 * @param interrupted how many had begun when the tool was gone
 * @param notReached how many never began
 * @param resources at most {@value #MAX_RESOURCES}: what failed, what was interrupted, what was not reached, in the order
 *     of the plan, then what was applied in the order in which it ended
 * @param omitted how many are not listed
 * @param slowest at most {@value #MAX_SLOWEST} of all that took time, the slowest first
 * @param errors each once, at most {@value #MAX_PROBLEMS} different ones
 * @param errorsOmitted how often others were said
 * @param warnings the same
 * @param outputs the outputs that are not sensitive, as plain values; empty after a failure, since Terraform then says none
 * @param sensitiveOutputs the names of the others
 * @param millis from the first event to the last, in milliseconds; 0 if they have no time
 * @param finished whether the tool said that everything was applied; or would have said so, had it not failed to give the
 *     lock back
 * @param stateDumped whether the stream holds an emergency dump of the state, see {@link StateDump}: the state could not be
 *     written anywhere
 * @param lockNotReleased whether the lock could not be given back. Then there is neither a summary nor outputs, although
 *     everything can have been applied
 * @param toolVersion of Terraform or OpenTofu, or ""
 */
public record ApplyOutcome(
        Counts applied,
        int imported,
        int failed,
        int interrupted,
        int notReached,
        List<ResourceOutcome> resources,
        int omitted,
        List<ResourceOutcome> slowest,
        List<Problem> errors,
        int errorsOmitted,
        List<Problem> warnings,
        int warningsOmitted,
        LinkedHashMap<String, Object> outputs,
        List<String> sensitiveOutputs,
        long millis,
        boolean finished,
        boolean stateDumped,
        boolean lockNotReleased,
        String toolVersion)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final int MAX_RESOURCES = 500;
    public static final int MAX_PROBLEMS = 200;
    public static final int MAX_SLOWEST = 5;

    public ApplyOutcome {
        Objects.requireNonNull(applied, "applied");
        Objects.requireNonNull(toolVersion, "toolVersion");
        resources = List.copyOf(resources);
        slowest = List.copyOf(slowest);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        outputs = new LinkedHashMap<>(outputs);
        sensitiveOutputs = List.copyOf(sensitiveOutputs);
    }

    /** How many were planned: all that was done, tried, begun or not reached. */
    public int total() {
        return applied.total() + applied.unchanged() + failed + interrupted + notReached;
    }

    /** The same outcome with every text passed through the redactor, the texts within outputs as well. */
    public ApplyOutcome redacted(Redactor redactor) {
        return new ApplyOutcome(
                applied,
                imported,
                failed,
                interrupted,
                notReached,
                resources.stream().map(resource -> resource.redacted(redactor)).toList(),
                omitted,
                slowest.stream().map(resource -> resource.redacted(redactor)).toList(),
                errors.stream().map(error -> error.redacted(redactor)).toList(),
                errorsOmitted,
                warnings.stream().map(warning -> warning.redacted(redactor)).toList(),
                warningsOmitted,
                PlainValue.redacted(outputs, redactor),
                sensitiveOutputs,
                millis,
                finished,
                stateDumped,
                lockNotReleased,
                toolVersion);
    }
}
