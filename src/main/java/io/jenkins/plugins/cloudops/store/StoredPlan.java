package io.jenkins.plugins.cloudops.store;

import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;

/**
 * A plan as it is kept with its build.
 *
 * @param id unique on this controller
 * @param name a label for people
 * @param stack as it was given
 * @param workspace Terraform's; empty if it never came to be known
 * @param tool the name of the installation or the executable that was used
 * @param toolVersion such as {@code 1.11.4}
 * @param node where it was planned; empty for the built-in node
 * @param started milliseconds since 1970
 * @param duration milliseconds
 * @param changes whether applying the plan would change anything, outputs and what was refreshed included
 * @param refreshed how many objects were read while planning
 * @param digest the SHA-256 of the plan file, in hexadecimal digits
 * @param kind why it failed, in a word; empty for a plan that succeeded
 * @param failure why it failed, in a sentence
 * @param summary null if there is no plan
 */
public record StoredPlan(String id, String name, String stack, String workspace, String tool, String toolVersion,
        String node, long started, long duration, boolean changes, int refreshed,
        String digest, String kind, String failure, PlanSummary summary) {

    public boolean succeeded() {
        return kind.isEmpty();
    }

    /** Where and with what it was planned. */
    public StoredApply.Place place() {
        return new StoredApply.Place(name, stack, workspace, tool, toolVersion, node);
    }
}
