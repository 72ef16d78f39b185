package io.jenkins.plugins.cloudops.engine.comment;

import java.util.List;
import java.util.Objects;

/**
 * What a comment on a pull request tells: the plans of one or more stacks of one build. Texts are as they come from plans,
 * redacted, and harmless for nothing else: the renderer sees to that. No text is null; what is not known is "".
 *
 * @param stacks in the order in which they are shown; at least one
 * @param build where they come from
 * @param values whether values of attributes and outputs may be shown; without, only their names are
 */
public record PlanComment(List<StackPart> stacks, BuildFacts build, boolean values) {

    public PlanComment {
        stacks = List.copyOf(stacks);
        Objects.requireNonNull(build, "build");
        if (stacks.isEmpty()) {
            throw new IllegalArgumentException("A comment needs a stack");
        }
    }
}
