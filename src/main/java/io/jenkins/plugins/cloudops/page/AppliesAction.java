package io.jenkins.plugins.cloudops.page;

import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.StoredApply;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The applies of a build, on its page. Holds nothing itself: whatever is shown is read from the build's files. */
@Restricted(NoExternalUse.class)
public final class AppliesAction implements Action {

    private final Run<?, ?> build;

    AppliesAction(Run<?, ?> build) {
        this.build = build;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** All applies of the build, the earliest first. */
    public List<StoredApply> getApplies() {
        return ApplyStore.of(build).list();
    }

    /** What an apply came to, in one line. */
    public String headline(StoredApply apply) {
        return switch (apply.result().outcome()) {
            case RUNNING -> Messages.AppliesAction_running();
            case NOTHING -> Messages.AppliesAction_nothing();
            case APPLIED -> Messages.AppliesAction_applied(counts(apply));
            case STOPPED -> Messages.AppliesAction_stopped(counts(apply));
            case FAILED, UNKNOWN -> apply.result().failure();
        };
    }

    /** What was done, failed and was not reached, in numbers. */
    public String counts(StoredApply apply) {
        List<String> counts = new ArrayList<>();
        for (Map.Entry<String, Integer> count : apply.result().counts().entrySet()) {
            if (count.getValue() > 0) {
                counts.add(count.getValue() + " " + count.getKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT));
            }
        }
        return counts.isEmpty() ? Messages.AppliesAction_none() : String.join(", ", counts);
    }

    /** Where and with what it was applied, how long it took, and who agreed, in one line. */
    public String facts(StoredApply apply) {
        StringBuilder facts = new StringBuilder(Messages.PlansAction_stack(apply.place().stack()));
        if (!apply.place().workspace().isEmpty()) {
            facts.append(", ").append(Messages.PlansAction_workspace(apply.place().workspace()));
        }
        if (!apply.place().toolVersion().isEmpty()) {
            facts.append(", ").append(apply.place().tool()).append(' ').append(apply.place().toolVersion());
        }
        if (apply.duration() > 0) {
            facts.append(", ").append(Messages.PlansAction_time(Util.getTimeSpanString(apply.duration())));
        }
        if (!apply.plan().digest().isEmpty()) {
            facts.append(", ").append(Messages.PlansAction_digest(apply.plan().digest().substring(0, 12)));
        }
        if (!apply.approvals().isEmpty()) {
            facts.append(", ").append(Messages.AppliesAction_approved(apply.approvals().stream()
                    .map(StoredApply.Approval::user).distinct().collect(Collectors.joining(", "))));
        }
        return facts.toString();
    }

    /** How its plan stood against the gates when it was to be applied. */
    public GatesView gates(StoredApply apply) throws IOException {
        return GatesView.of(build, apply.id());
    }

    /** How long a resource took. */
    public String time(StoredApply.Resource resource) {
        return resource.millis() == 0 ? "" : Util.getTimeSpanString(resource.millis());
    }

    /** Why the state of an apply is closed; null if it is open, or closed for something else. */
    public ClosedState closed(StoredApply apply) throws IOException {
        ClosedState closed = apply.stateKey().isEmpty() ? null : ClosedStates.get().of(apply.stateKey());
        return closed != null && closed.run().equals(apply.id()) ? closed : null;
    }

    /** Whether the state that the apply could not write is kept. */
    public boolean hasErroredState(StoredApply apply) {
        return ErroredStates.of(build).exists(apply.id());
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
        if (apply == null || closed(apply) == null) {
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
    public static final class Factory extends TransientActionFactory<Run<?, ?>> {

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public Class<Run<?, ?>> type() {
            return (Class) Run.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            return ApplyStore.of(build).isEmpty() ? List.of() : List.of(new AppliesAction(build));
        }
    }
}
