package io.jenkins.plugins.cloudops.page.sync;

import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.secrets.SyncReport;
import io.jenkins.plugins.cloudops.page.BuildActions;
import io.jenkins.plugins.cloudops.store.StoredSync;
import io.jenkins.plugins.cloudops.store.SyncStore;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The syncs of secrets of a build, on its page: names, versions and what was done, no values. */
@Restricted(NoExternalUse.class)
public final class SyncsAction implements Action {

    private static final int VERSION = 8;

    private final Run<?, ?> build;

    SyncsAction(Run<?, ?> build) {
        this.build = build;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** All syncs of the build, the earliest first. */
    public List<StoredSync> getSyncs() {
        return SyncStore.of(build).list();
    }

    /** What a sync came to, or null if it did not come so far. */
    public SyncReport report(StoredSync sync) throws IOException {
        return SyncStore.of(build).report(sync);
    }

    /** What a sync came to, in one line. */
    public String headline(StoredSync sync) throws IOException {
        SyncReport report = report(sync);
        return !sync.succeeded() ? sync.failure() : report == null ? "" : report.headline();
    }

    /** Where to, and how long it took, in one line. */
    public String facts(StoredSync sync) {
        return Messages.SyncsAction_facts(sync.targets(), Util.getTimeSpanString(sync.duration()));
    }

    /** The beginning of each version. */
    public String version(SyncReport.Line line) {
        StringBuilder text = new StringBuilder();
        for (String version : line.version().split(" ")) {
            text.append(text.length() == 0 ? "" : " ").append(version.length() > VERSION ? version.substring(0, VERSION) : version);
        }
        return text.toString();
    }

    /** How long the call took in which a secret was written; empty if it was not. */
    public String took(SyncReport.Line line) {
        return line.millis() == 0 ? "" : Util.getTimeSpanString(line.millis());
    }

    /** How many secrets are not shown one by one. */
    public int omitted(SyncReport report) {
        return report.size() - report.lines().size();
    }

    @Override
    public String getIconFileName() {
        return "symbol-key";
    }

    @Override
    public String getDisplayName() {
        return Messages.SyncsAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "cloudops-secrets";
    }

    /** Adds the page to each build that has syncs. */
    @Extension
    public static final class Factory extends BuildActions {

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            return SyncStore.of(build).isEmpty() ? List.of() : List.of(new SyncsAction(build));
        }
    }
}
