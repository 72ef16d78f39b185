package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The settings of a comment on plans that were made before. */
public interface PlanCommentSettings extends CommentSettings {

    /** Results of {@code terraformPlan}, ids or names; one or a list; null for all plans of the build. */
    Object getPlans();

    /** Whoever takes the step wants a comment. */
    @Override
    default String getComment() {
        return CommentRequest.When.ALWAYS.word();
    }

    /** One a line, for a form. */
    default String getPlansText() {
        return String.join("\n", references(getPlans()));
    }

    /**
     * Ids and names.
     *
     * @throws BadSetting if something is neither a result of a plan nor a text
     */
    static List<String> references(Object plans) {
        List<String> references = new ArrayList<>();
        if (plans instanceof Collection<?> several) {
            several.forEach(plan -> references.addAll(references(plan)));
        } else if (plans instanceof Map<?, ?> result) {
            Object id = result.get("id");
            if (id == null) {
                throw new BadSetting(Messages.PlanCommentSettings_noResult());
            }
            references.add(id.toString());
        } else if (plans instanceof CharSequence text) {
            if (!text.toString().isBlank()) {
                references.add(text.toString().trim());
            }
        } else if (plans != null) {
            throw new BadSetting(Messages.PlanCommentSettings_noPlan(plans.getClass().getSimpleName()));
        }
        return references;
    }
}
