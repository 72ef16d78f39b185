package io.jenkins.plugins.cloudops.store;

import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;

/**
 * How a plan, or an apply of one, stood against the gates, as it is kept with its build.
 *
 * @param id of the plan or the apply
 * @param inForce the gates, as in a Jenkinsfile; empty if there were none
 * @param report which of them it breaks
 * @param override by whom it was let go on all the same; {@link Override#NONE} if by nobody
 */
public record StoredGates(String id, String inForce, GateReport report, Override override) {

    /** There were no gates. */
    public static final StoredGates NONE = new StoredGates("", "", GateReport.PASSED, Override.NONE);

    /** Whether any gate was in force. */
    public boolean any() {
        return !inForce.isEmpty();
    }

    /** Whether a gate is broken and nobody has overridden it. */
    public boolean isBroken() {
        return !report.passed() && !override.isGiven();
    }

    /**
     * Somebody let it go on.
     *
     * @param user the id
     * @param reason as it was given
     * @param time milliseconds since 1970
     */
    public record Override(String user, String reason, long time) {

        /** Nobody did. */
        public static final Override NONE = new Override("", "", 0);

        public boolean isGiven() {
            return !user.isEmpty();
        }
    }
}
