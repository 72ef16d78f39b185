package io.jenkins.plugins.cloudops.page.plan;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.engine.terraform.LineList;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeFilter;
import io.jenkins.plugins.cloudops.engine.terraform.plan.OutputChange;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanText;
import io.jenkins.plugins.cloudops.page.PartView;
import io.jenkins.plugins.cloudops.page.WaitView;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A plan, as whoever looks may see it, with the part of its changes that is asked for.
 *
 * <p>Long, since each fact has a getter for programs.
 */
@ExportedBean(defaultVisibility = 2)
@Restricted(NoExternalUse.class)
public final class PlanView {

    private static final Logger LOGGER = Logger.getLogger(PlanView.class.getName());

    private final Run<?, ?> build;
    private final StoredPlan plan;
    private final ChangeQuery query;
    private LineList<Change> part;

    public PlanView(Run<?, ?> build, StoredPlan plan, ChangeQuery query) {
        this.build = build;
        this.plan = plan;
        this.query = query;
    }

    /** Of the plan: what {@code terraformApply plan:} takes. */
    @Exported
    public String getId() {
        return plan.id();
    }

    @Exported
    public String getName() {
        return plan.name();
    }

    @Exported
    public String getStack() {
        return plan.stack();
    }

    /** Terraform's. */
    @Exported
    public String getWorkspace() {
        return plan.workspace();
    }

    @Exported
    public String getTool() {
        return plan.tool();
    }

    @Exported
    public String getToolVersion() {
        return plan.toolVersion();
    }

    /** Empty for the built-in node. */
    @Exported
    public String getNode() {
        return plan.node();
    }

    /** Milliseconds since 1970. */
    @Exported
    public long getStarted() {
        return plan.started();
    }

    /** Milliseconds. */
    @Exported
    public long getDuration() {
        return plan.duration();
    }

    @Exported
    public boolean isSucceeded() {
        return plan.succeeded();
    }

    /** Why it failed, in a word; empty if it did not. */
    @Exported
    public String getKind() {
        return plan.kind();
    }

    /** Why it failed, in a sentence; empty if it did not. */
    @Exported
    public String getFailure() {
        return plan.failure();
    }

    /** Whether applying it would change anything. */
    @Exported
    public boolean isHasChanges() {
        return plan.changes();
    }

    /** How many changes there are of each action. */
    @Exported
    public Map<String, Integer> getCounts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Action action : Action.values()) {
            counts.put(action.word(), plan.summary() == null ? 0 : plan.summary().counts().of(action));
        }
        return counts;
    }

    /** How many outputs change. */
    @Exported
    public int getOutputsChanged() {
        return plan.summary() == null ? 0 : plan.summary().outputsChanged();
    }

    /** How many objects were changed outside of Terraform. */
    @Exported
    public int getDrift() {
        return plan.summary() == null ? 0 : plan.summary().drift();
    }

    /** The SHA-256 of the plan file. */
    @Exported
    public String getDigest() {
        return plan.digest();
    }

    /** How it stood against the gates. */
    @Exported
    public GatesView getGates() throws IOException {
        return GatesView.of(build, plan.id());
    }

    /** Where it can be read on a pull request. */
    @Exported
    public List<CommentView> getComments() {
        return CommentView.of(build, plan.id());
    }

    /** For whom it waited. */
    @Exported
    public WaitView getWait() throws IOException {
        return WaitView.of(build, plan.id());
    }

    /** The changes that are asked for, the destructive ones first. */
    @Exported
    public List<ChangeView> getChanges() {
        return views(part().rows());
    }

    /** How many changes match what is asked for; without a filter these are all. */
    @Exported
    public int getMatching() {
        return part().matching();
    }

    /** How many of these come before the first one here. */
    @Exported
    public int getStart() {
        return part().start();
    }

    public PartView getPart() {
        return query.view(plan.id(), part());
    }

    /** The objects that were changed outside of Terraform, as many as are kept. */
    public List<ChangeView> getDrifted() {
        return plan.summary() == null ? List.of() : views(plan.summary().drifted());
    }

    /** The outputs that change, as many as are kept, one a line. */
    public String getOutputs() {
        StringBuilder lines = new StringBuilder();
        for (OutputChange output : plan.summary() == null ? List.<OutputChange>of() : plan.summary().outputs()) {
            String arrow = output.before().isEmpty() || output.after().isEmpty() ? "" : " → ";
            lines.append(output.action().symbol()).append(' ').append(output.name())
                    .append(mayViewValues() ? " = " + output.before() + arrow + output.after() : "").append('\n');
        }
        return lines.toString();
    }

    /** What it comes to, in one line. */
    public String getHeadline() {
        return plan.succeeded() ? PlanText.lastLine(plan.summary()) : plan.failure();
    }

    /** Where and with what it was made, and how long it took, in one line. */
    public String getFacts() {
        return Facts.line(plan.place(), plan.duration(), plan.digest());
    }

    private boolean mayViewValues() {
        return build.getParent().hasPermission(CloudOpsPermissions.VIEW_PLAN);
    }

    private List<ChangeView> views(List<Change> changes) {
        boolean values = mayViewValues();
        return changes.stream().map(change -> new ChangeView(change, values)).toList();
    }

    private LineList<Change> part() {
        if (part == null) {
            part = read(query.filter());
        }
        return part;
    }

    private LineList<Change> read(ChangeFilter filter) {
        PlanSummary summary = plan.summary();
        if (summary == null) {
            return query.part(plan.id(), List.of());
        }
        if (summary.changesOmitted() > 0) {
            try {
                return PlanStore.of(build).changes(plan.id(), filter, query.start(plan.id()), query.limit());
            } catch (NoSuchFileException e) {
                LOGGER.log(Level.FINE, "the list of changes of plan " + plan.id() + " is gone", e);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "Cannot read all changes of plan " + plan.id() + " of " + build, e);
            }
        }
        List<Change> matching = summary.changes().stream()
                .filter(change -> filter.matches(change.address(), change.type(), change.module(), change.action())).toList();
        return query.part(plan.id(), matching);
    }
}
