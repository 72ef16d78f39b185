package io.jenkins.plugins.cloudops.store;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.store.PlanIndex.Entry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Drops saved plans as the configuration says: what is too old every hour, what is too many when another one
 * is saved. States that were left behind stay, and so does everything else of the build.
 */
@Extension
public class PlanRetention extends AsyncPeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(PlanRetention.class.getName());

    private final Clock clock;

    public PlanRetention() {
        this(Clock.systemUTC());
    }

    PlanRetention(Clock clock) {
        super("Saved plans of CloudOps Pipeline");
        this.clock = clock;
    }

    @Override
    public long getRecurrencePeriod() {
        return Duration.ofHours(1).toMillis();
    }

    @Override
    protected void execute(TaskListener log) {
        dropOld();
    }

    /** Drops what is older than the configured days, and forgets what went with its build. */
    void dropOld() {
        int days = CloudOpsConfiguration.get().planRetentionDays();
        long oldest = days == 0 ? Long.MIN_VALUE : clock.millis() - Duration.ofDays(days).toMillis();
        for (Entry entry : PlanIndex.get().list()) {
            // While a plan is kept for some days, an unknown build may be one whose job is only not loaded.
            if (entry.saved() <= oldest || days == 0 && build(entry) == null) {
                drop(entry, Messages.PlanRetention_tooOld(entry.id(), entry.buildId(), String.valueOf(days)));
            }
        }
    }

    /** Drops all but the newest plans of a job, as many as configured. */
    static void dropTooMany(String job) {
        int most = CloudOpsConfiguration.get().plansPerJob();
        if (most == 0) {
            return;
        }
        int newer = 0;
        for (Entry entry : PlanIndex.get().list()) {
            if (entry.job().equals(job) && (newer >= most || build(entry) != null) && ++newer > most) {
                drop(entry, Messages.PlanRetention_tooMany(entry.id(), entry.buildId(), String.valueOf(most)));
            }
        }
    }

    private static void drop(Entry entry, String why) {
        try {
            Run<?, ?> build = build(entry);
            if (build == null) {
                PlanIndex.get().remove(entry.id());
            } else {
                SavedPlans.of(build).drop(entry.id(), why);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot drop the saved plan " + entry.id() + " of " + entry.buildId() + ", and will try again", e);
        }
    }

    /** Null if it was deleted. */
    private static Run<?, ?> build(Entry entry) {
        // A build may run as somebody who sees less than Jenkins itself.
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Run.fromExternalizableId(entry.buildId());
        }
    }
}
