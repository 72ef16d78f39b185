package io.jenkins.plugins.cloudops.page.run;

import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.cloudops.page.WaitView;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.text.DateFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A run, for whoever may read its job. Its build is not loaded for it. */
@ExportedBean(defaultVisibility = 2)
@Restricted(NoExternalUse.class)
public final class RunView {

    private static final int SHORT_TRACE = 8;

    private final Job<?, ?> job;
    private final StoredRun run;

    RunView(Job<?, ?> job, StoredRun run) {
        this.job = job;
        this.run = run;
    }

    /** Of the run; of a plan, what {@code terraformApply plan:} takes. */
    @Exported
    public String getId() {
        return run.id();
    }

    /** Such as {@code plan}. */
    @Exported
    public String getOperation() {
        return run.operation();
    }

    @Exported
    public String getName() {
        return run.subject().name();
    }

    /** Empty if it has none. */
    @Exported
    public String getStack() {
        return run.subject().stack();
    }

    /** Terraform's; empty before it is known, or if there is none. */
    @Exported
    public String getWorkspace() {
        return run.subject().workspace();
    }

    /** The full name. */
    @Exported
    public String getJob() {
        return job.getFullName();
    }

    /** The number. */
    @Exported
    public int getBuild() {
        return run.build();
    }

    /** Of the build, relative to that of Jenkins. */
    @Exported
    public String getUrl() {
        return job.getUrl() + run.build() + "/";
    }

    /** {@code pending}, {@code running}, {@code succeeded}, {@code failed} or {@code cancelled}. */
    @Exported
    public String getStatus() {
        return run.status().word();
    }

    /** Whether it has come to its end, whatever that is. */
    @Exported
    public boolean isDone() {
        return run.isDone();
    }

    /** Why it failed, in a word; empty if it did not. */
    @Exported
    public String getKind() {
        return run.kind();
    }

    /** Why it failed, in a sentence; empty if it did not. */
    @Exported
    public String getFailure() {
        return run.failure();
    }

    /** Milliseconds since 1970. */
    @Exported
    public long getStarted() {
        return run.started();
    }

    /** Milliseconds, up to now if it goes on. */
    @Exported
    public long getDuration() {
        return Math.max(0, (run.ended() == 0 ? System.currentTimeMillis() : run.ended()) - run.started());
    }

    /** For its turn on this controller, and for the lock of the state, in milliseconds. */
    @Exported
    public long getWaited() {
        return run.waited().millis();
    }

    /** Who held the lock when it was not to be had; empty if that did not happen. */
    @Exported
    public String getHeldBy() {
        return run.waited().heldBy();
    }

    /** 32 hexadecimal digits; empty before it has one. */
    @Exported
    public String getTraceId() {
        return run.trace();
    }

    /** The build for people. */
    public String getBuildName() {
        return job.getFullDisplayName() + " #" + run.build();
    }

    /** The page of the build that says most of it, relative to the address of Jenkins. */
    public String getDetails() {
        return getUrl() + switch (run.operation()) {
            case "plan" -> "cloudops-plans/#" + run.id();
            case "apply", "destroy" -> "cloudops-applies/#" + run.id();
            case "sync" -> "cloudops-secrets/";
            default -> "";
        };
    }

    /** The picture of its status, which a word says as well. */
    public String getIcon() {
        return switch (run.status()) {
            case PENDING -> "symbol-hourglass";
            case RUNNING -> "symbol-status-blue-anime";
            case SUCCEEDED -> "symbol-status-blue";
            case FAILED -> "symbol-status-red";
            case CANCELLED -> "symbol-status-aborted";
        };
    }

    /** For people. */
    public String getTime() {
        return Util.getTimeSpanString(getDuration());
    }

    /** For people. */
    public String getDate() {
        return DateFormat.getDateTimeInstance(DateFormat.MEDIUM, DateFormat.SHORT).format(new Date(run.started()));
    }

    /** As ISO 8601. */
    public String getMoment() {
        return Instant.ofEpochMilli(run.started()).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public String getShortTrace() {
        return run.trace().substring(0, Math.min(SHORT_TRACE, run.trace().length()));
    }

    public String getWaitText() {
        return new WaitView(run.waited()).getText();
    }

    StoredRun run() {
        return run;
    }

    Job<?, ?> job() {
        return job;
    }
}
