package io.jenkins.plugins.cloudops.config;

import hudson.model.Job;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;

/** Which job may apply saved plans of which other one. */
public final class PlanAccess {

    private PlanAccess() {
    }

    /**
     * Jobs of one folder trust each other; any other consumer has to be named by the source, see
     * {@link TerraformPlanConsumers}.
     *
     * @throws BadSetting if the consumer may not
     */
    public static void check(Job<?, ?> source, Job<?, ?> consumer) {
        if (source.getParent().getFullName().equals(consumer.getParent().getFullName())) {
            return;
        }
        TerraformPlanConsumers named = source.getProperty(TerraformPlanConsumers.class);
        if (named == null || !named.allows(consumer)) {
            throw new BadSetting(Messages.PlanAccess_refused(consumer.getFullName(), source.getFullName()));
        }
    }
}
