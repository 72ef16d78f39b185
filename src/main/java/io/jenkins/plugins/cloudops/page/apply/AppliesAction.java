package io.jenkins.plugins.cloudops.page.apply;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.page.Asked;
import io.jenkins.plugins.cloudops.page.BuildActions;
import io.jenkins.plugins.cloudops.page.plan.ChangeQuery;
import io.jenkins.plugins.cloudops.page.plan.FilterView;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The applies of a build, on its page. Holds nothing itself: whatever is shown is read from the build's files. */
@Restricted(NoExternalUse.class)
@ExportedBean
public final class AppliesAction implements Action {

    private final Run<?, ?> build;

    AppliesAction(Run<?, ?> build) {
        this.build = build;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** All applies of the build, the earliest first. */
    public List<ApplyView> getApplies() {
        ChangeQuery query = ChangeQuery.now();
        return ApplyStore.of(build).list().stream().map(apply -> new ApplyView(build, apply, query)).toList();
    }

    @Exported(name = "applies")
    public List<ApplyView> getExportedApplies() {
        return Asked.below(AppliesAction.class, this::getApplies);
    }

    /** What the resources are narrowed by. */
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

    /** Whether whoever looks may open states and get them. */
    public boolean mayUnlock() {
        return build.getParent().hasPermission(CloudOpsPermissions.UNLOCK);
    }

    /** Opens a state that was closed for an apply of this build. */
    @RequirePOST
    public HttpResponse doOpen(@QueryParameter String id) throws IOException {
        build.getParent().checkPermission(CloudOpsPermissions.UNLOCK);
        StoredApply apply = ApplyStore.of(build).get(id);
        if (apply == null || !new ApplyView(build, apply, ChangeQuery.now()).isStateClosed()) {
            return HttpResponses.errorWithoutStack(404, Messages.AppliesAction_notClosed());
        }
        ClosedStates.get().open(apply.stateKey());
        User user = User.current();
        ApplyStore.of(build).save(apply.confirmedBy(user == null ? "anonymous" : user.getId()));
        return HttpResponses.redirectToDot();
    }

    /** The state that an apply could not write, with all that is in it. */
    @RequirePOST
    public void doState(StaplerResponse2 response, @QueryParameter String id) throws IOException {
        build.getParent().checkPermission(CloudOpsPermissions.UNLOCK);
        if (!ErroredStates.of(build).exists(id)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (InputStream state = ErroredStates.of(build).open(id)) {
            response.setContentType("application/json");
            response.setHeader("Content-Disposition", "attachment; filename=\"errored.tfstate\"");
            response.setHeader("Cache-Control", "no-store");
            state.transferTo(response.getOutputStream());
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-play";
    }

    @Override
    public String getDisplayName() {
        return Messages.AppliesAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "cloudops-applies";
    }

    /** Adds the page to each build that has applies. */
    @Extension
    public static final class Factory extends BuildActions {

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            return ApplyStore.of(build).isEmpty() ? List.of() : List.of(new AppliesAction(build));
        }
    }
}
