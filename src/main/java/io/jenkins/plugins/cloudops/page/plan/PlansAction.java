package io.jenkins.plugins.cloudops.page.plan;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.page.Asked;
import io.jenkins.plugins.cloudops.page.BuildActions;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.util.Collection;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The plans of a build, on its page. Holds nothing itself: whatever is shown is read from the build's files. */
@Restricted(NoExternalUse.class)
@ExportedBean
public final class PlansAction implements Action {

    private final Run<?, ?> build;

    PlansAction(Run<?, ?> build) {
        this.build = build;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** All plans of the build, the earliest first. */
    public List<PlanView> getPlans() {
        ChangeQuery query = ChangeQuery.now();
        return PlanStore.of(build).list().stream().map(plan -> new PlanView(build, plan, query)).toList();
    }

    @Exported(name = "plans")
    public List<PlanView> getExportedPlans() {
        return Asked.below(PlansAction.class, this::getPlans);
    }

    /** What the changes are narrowed by. */
    public FilterView getFilter() {
        return FilterView.of(ChangeQuery.now());
    }

    /** Whether the build has a trace to show. */
    public boolean isTraced() {
        return BuildTrace.existing(build) != null;
    }

    /** For programs: {@code api/json}. */
    public Api getApi() {
        return new Api(this);
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
    public static final class Factory extends BuildActions {

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            return PlanStore.of(build).isEmpty() ? List.of() : List.of(new PlansAction(build));
        }
    }
}
