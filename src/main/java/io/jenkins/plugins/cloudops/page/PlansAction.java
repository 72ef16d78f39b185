package io.jenkins.plugins.cloudops.page;

import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.engine.terraform.plan.AttributeChange;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanText;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The plans of a build, on its page. Holds nothing itself: whatever is shown is read from the build's files. */
@Restricted(NoExternalUse.class)
public final class PlansAction implements Action {

    private final Run<?, ?> build;

    PlansAction(Run<?, ?> build) {
        this.build = build;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** All plans of the build, the earliest first. */
    public List<StoredPlan> getPlans() {
        return PlanStore.of(build).list();
    }

    /** What a plan comes to, in one line. */
    public String headline(StoredPlan plan) {
        return plan.succeeded() ? PlanText.lastLine(plan.summary()) : plan.failure();
    }

    /** Where and with what a plan was made, and how long it took, in one line. */
    public String facts(StoredPlan plan) {
        StringBuilder facts = new StringBuilder(Messages.PlansAction_stack(plan.stack()));
        if (!plan.workspace().isEmpty()) {
            facts.append(", ").append(Messages.PlansAction_workspace(plan.workspace()));
        }
        if (!plan.toolVersion().isEmpty()) {
            facts.append(", ").append(plan.tool()).append(' ').append(plan.toolVersion());
        }
        facts.append(", ").append(Messages.PlansAction_time(Util.getTimeSpanString(plan.duration())));
        return plan.digest().isEmpty() ? facts.toString()
                : facts.append(", ").append(Messages.PlansAction_digest(plan.digest().substring(0, 12))).toString();
    }

    /** How a plan stood against the gates. */
    public GatesView gates(StoredPlan plan) throws IOException {
        return GatesView.of(build, plan.id());
    }

    /** Whether whoever looks may see values. */
    public boolean mayViewValues() {
        return build.getParent().hasPermission(CloudOpsPermissions.VIEW_PLAN);
    }

    /** The attributes of a change, one a line. */
    public String diff(Change change) {
        StringBuilder lines = new StringBuilder();
        for (AttributeChange attribute : change.attributes()) {
            lines.append(attribute.kind().symbol()).append(' ').append(attribute.path()).append(" = ")
                    .append(switch (attribute.kind()) {
                        case ADD -> attribute.after();
                        case REMOVE -> attribute.before();
                        case CHANGE -> attribute.before() + " → " + attribute.after();
                    })
                    .append(attribute.forcesReplacement() ? "  " + Messages.PlansAction_forcesReplacement() : "")
                    .append('\n');
        }
        if (change.attributesOmitted() > 0) {
            lines.append(Messages.PlansAction_attributesOmitted(change.attributesOmitted())).append('\n');
        }
        return lines.toString();
    }

    @Override
    public String getIconFileName() {
        return "symbol-document-text";
    }

    @Override
    public String getDisplayName() {
        return Messages.PlansAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "cloudops-plans";
    }

    /** Adds the page to each build that has plans. */
    @Extension
    public static final class Factory extends TransientActionFactory<Run<?, ?>> {

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public Class<Run<?, ?>> type() {
            return (Class) Run.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            return PlanStore.of(build).isEmpty() ? List.of() : List.of(new PlansAction(build));
        }
    }
}
