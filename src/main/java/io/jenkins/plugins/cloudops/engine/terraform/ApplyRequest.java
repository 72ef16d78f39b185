package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is to be applied: a plan that was saved, by its id or its name, or what a plan that is made for
 * it comes to. Checked as far as that can be without the plan. Immutable; serializable, since a
 * pipeline keeps it over a restart of the controller.
 */
public final class ApplyRequest implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String plan;
    private final String from;
    private final OnStale onStale;
    private final PlanRequest given;
    private final boolean lockTimeoutGiven;

    private ApplyRequest(String plan, String from, OnStale onStale, PlanRequest given, boolean lockTimeoutGiven) {
        this.plan = plan;
        this.from = from;
        this.onStale = onStale;
        this.given = given;
        this.lockTimeoutGiven = lockTimeoutGiven;
    }

    /**
     * Checks the settings of an apply.
     *
     * @param plan the id or the name of a saved plan; empty to plan first
     * @param from the build that made it, {@code job#42}; empty for this one
     * @param given settings of a plan: what is planned, or what is given anew for a saved one
     * @param lockTimeoutGiven whether the lock timeout among them is more than the default
     * @throws BadSetting if it is not clear what is to be applied, or a setting would have no effect
     */
    public static ApplyRequest of(String plan, String from, boolean autoApprove, String onStale, PlanRequest given,
            boolean lockTimeoutGiven) {
        if (plan.isEmpty() && !autoApprove) {
            throw new BadSetting(Messages.ApplyRequest_nothingReviewed());
        }
        if (plan.isEmpty() && !from.isEmpty()) {
            throw new BadSetting(Messages.ApplyRequest_fromWithoutPlan(from));
        }
        if (!plan.isEmpty() && autoApprove) {
            throw new BadSetting(Messages.ApplyRequest_both());
        }
        OnStale stale = OnStale.of(onStale);
        if (plan.isEmpty() && stale != OnStale.FAIL) {
            throw new BadSetting(Messages.ApplyRequest_staleWithoutPlan());
        }
        if (!plan.isEmpty()) {
            List<String> decided = decidedByThePlan(given);
            if (!decided.isEmpty()) {
                throw new BadSetting(Messages.ApplyRequest_decided(String.join(", ", decided)));
            }
        }
        return new ApplyRequest(plan, from, stale, given, lockTimeoutGiven);
    }

    /** Terraform ignores these with a saved plan, without a word. */
    private static List<String> decidedByThePlan(PlanRequest given) {
        List<String> decided = new ArrayList<>();
        note(!given.workspace().isEmpty(), "workspace", decided);
        note(!given.targets().isEmpty(), "targets", decided);
        note(!given.replace().isEmpty(), "replace", decided);
        note(given.destroy(), "destroy", decided);
        note(given.refreshOnly(), "refreshOnly", decided);
        note(!given.refresh(), "refresh", decided);
        note(given.onDrift() != OnDrift.IGNORE, "onDrift", decided);
        return decided;
    }

    private static void note(boolean isGiven, String setting, List<String> into) {
        if (isGiven) {
            into.add(setting);
        }
    }

    /** The request of a saved plan, with what was given anew for its apply. */
    public PlanRequest over(PlanRequest saved) {
        Map<String, String> environment = new HashMap<>(saved.environment());
        environment.putAll(given.environment());
        // What is given anew takes the place of what the plan has, also where one is a secret and the other is not.
        Map<String, String> secrets = new HashMap<>(saved.secrets());
        secrets.keySet().removeAll(given.environment().keySet());
        secrets.putAll(given.secrets());
        environment.keySet().removeAll(given.secrets().keySet());
        Map<String, String> registries = new HashMap<>(saved.registries());
        registries.putAll(given.registries());
        PlanRequest.Builder request = saved.toBuilder().environment(environment).registries(registries).secrets(secrets)
                .retry(given.retry()).gates(saved.gates().and(given.gates()));
        if (!given.override().isEmpty()) {
            request.override(given.override());
        }
        if (!given.mask().isEmpty()) {
            List<String> mask = new ArrayList<>(saved.mask());
            mask.addAll(given.mask());
            request.mask(mask);
        }
        if (!given.credentials().isEmpty()) {
            request.credentials(given.credentials());
        }
        if (!given.awsRole().isNone()) {
            request.awsRole(given.awsRole());
        }
        if (given.parallelism() > 0) {
            request.parallelism(given.parallelism());
        }
        if (lockTimeoutGiven) {
            request.lockTimeout(given.lockTimeout().toMillis() + "ms");
        }
        if (!given.lock()) {
            request.lock(false);
        }
        // Who is to be asked is a matter of this apply, not of the plan.
        request.onDeadLock(given.onDeadLock().name().toLowerCase(Locale.ROOT));
        if (!given.gitCredentialsId().isEmpty()) {
            request.gitCredentialsId(given.gitCredentialsId());
        }
        if (!given.tool().isEmpty()) {
            request.tool(given.tool());
        }
        if (!given.vars().isEmpty()) {
            request.vars(given.vars().asMap());
        }
        if (!given.varFiles().isEmpty()) {
            request.varFiles(given.varFiles());
        }
        if (!given.backendValues().isEmpty() || !given.backendFiles().isEmpty()) {
            request.backendConfig(given.backendValues().asMap(), given.backendFiles());
        }
        if (given.upgrade() || given.init() != InitMode.AUTO) {
            request.init(given.init().word()).upgrade(given.upgrade());
        } else {
            // Newer providers are another plan.
            request.upgrade(false);
        }
        return request.build();
    }

    /** Whether a plan is applied that was made before. */
    public boolean savedPlan() {
        return !plan.isEmpty();
    }

    /** The id or the name of the saved plan; empty to plan first. */
    public String plan() {
        return plan;
    }

    /** The build that made it, such as {@code job#42}; empty for the one that applies it. */
    public String from() {
        return from;
    }

    public OnStale onStale() {
        return onStale;
    }

    /** The settings of a plan that were given. */
    public PlanRequest given() {
        return given;
    }
}
