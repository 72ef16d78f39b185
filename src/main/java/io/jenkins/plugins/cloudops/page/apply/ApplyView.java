package io.jenkins.plugins.cloudops.page.apply;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import io.jenkins.plugins.cloudops.engine.terraform.LineList;
import io.jenkins.plugins.cloudops.engine.terraform.VariableValues;
import io.jenkins.plugins.cloudops.engine.terraform.apply.Outcome;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ResourceOutcome;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeFilter;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ResourceAddress;
import io.jenkins.plugins.cloudops.page.BuildLink;
import io.jenkins.plugins.cloudops.page.PartView;
import io.jenkins.plugins.cloudops.page.WaitView;
import io.jenkins.plugins.cloudops.page.plan.ChangeQuery;
import io.jenkins.plugins.cloudops.page.plan.CommentView;
import io.jenkins.plugins.cloudops.page.plan.Facts;
import io.jenkins.plugins.cloudops.page.plan.GatesView;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.text.DateFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * An apply, as whoever looks may see it, with the part of its resources that is asked for.
 *
 * <p>Long, since each fact has a getter for programs.
 */
@ExportedBean(defaultVisibility = 2)
@Restricted(NoExternalUse.class)
public final class ApplyView {

    private static final Logger LOGGER = Logger.getLogger(ApplyView.class.getName());

    private final Run<?, ?> build;
    private final StoredApply apply;
    private final ChangeQuery query;
    private LineList<ResourceOutcome> part;

    ApplyView(Run<?, ?> build, StoredApply apply, ChangeQuery query) {
        this.build = build;
        this.apply = apply;
        this.query = query;
    }

    @Exported
    public String getId() {
        return apply.id();
    }

    @Exported
    public String getName() {
        return apply.place().name();
    }

    @Exported
    public String getStack() {
        return apply.place().stack();
    }

    /** Terraform's. */
    @Exported
    public String getWorkspace() {
        return apply.place().workspace();
    }

    @Exported
    public String getTool() {
        return apply.place().tool();
    }

    @Exported
    public String getToolVersion() {
        return apply.place().toolVersion();
    }

    /** Empty for the built-in node. */
    @Exported
    public String getNode() {
        return apply.place().node();
    }

    /** Milliseconds since 1970. */
    @Exported
    public long getStarted() {
        return apply.started();
    }

    /** Milliseconds; 0 while it is running. */
    @Exported
    public long getDuration() {
        return apply.duration();
    }

    /** {@code running}, {@code applied}, {@code nothing}, {@code failed}, {@code stopped} or {@code unknown}. */
    @Exported
    public String getOutcome() {
        return apply.result().outcome().name().toLowerCase(Locale.ROOT);
    }

    /** Why it failed, in a word; empty if it did not. */
    @Exported
    public String getKind() {
        return apply.result().kind();
    }

    /** Why it failed, in a sentence; empty if it did not. */
    @Exported
    public String getFailure() {
        return apply.result().failure();
    }

    /** How many resources by what became of them. */
    @Exported
    public Map<String, Integer> getCounts() {
        return apply.result().counts();
    }

    /** Which plan was applied. */
    @Exported
    public String getPlanId() {
        return apply.plan().id();
    }

    /** Address of the build that made the plan, relative to that of Jenkins; empty for one that whoever looks may not read. */
    @Exported
    public String getPlanBuildUrl() {
        return apply.plan().build().isEmpty() ? build.getUrl() : getPlanBuild().getUrl();
    }

    /** The SHA-256 of the plan file. */
    @Exported
    public String getDigest() {
        return apply.plan().digest();
    }

    /** Who agreed, in that order. */
    @Exported
    public List<ApprovalView> getApprovals() {
        return apply.approvals().stream().map(ApprovalView::new).toList();
    }

    /** How its plan stood against the gates when it was to be applied. */
    @Exported
    public GatesView getGates() throws IOException {
        return GatesView.of(build, apply.id());
    }

    /** For whom it waited. */
    @Exported
    public WaitView getWait() throws IOException {
        return WaitView.of(build, apply.id());
    }

    /** Where its plan can be read on a pull request. */
    @Exported
    public List<CommentView> getComments() {
        return CommentView.of(planSource(), apply.plan().id());
    }

    /** The resources that are asked for: first what went wrong, in each the destructive ones first. */
    @Exported
    public List<ResourceView> getResources() {
        return part().rows().stream().map(ResourceView::new).toList();
    }

    /** How many resources match what is asked for; without a filter these are all that are kept. */
    @Exported
    public int getMatching() {
        return part().matching();
    }

    /** How many of these come before the first one here. */
    @Exported
    public int getStart() {
        return part().start();
    }

    /** Whether its state is closed since nobody knows how it ended. */
    @Exported
    public boolean isStateClosed() throws IOException {
        return getClosed() != null;
    }

    public PartView getPart() {
        return query.view(apply.id(), part());
    }

    /** The build that made the plan, if it was another one. */
    public BuildLink getPlanBuild() {
        return BuildLink.of(apply.plan().build());
    }

    public boolean isPlannedElsewhere() {
        return !apply.plan().build().isEmpty();
    }

    /** Null if it is gone or not for whoever looks. */
    private Run<?, ?> planSource() {
        return apply.plan().build().isEmpty() ? build : getPlanBuild().build();
    }

    /** Why the state of the apply is closed; null if it is open, or closed for something else. */
    public ClosedState getClosed() throws IOException {
        ClosedState closed = apply.stateKey().isEmpty() ? null : ClosedStates.get().of(apply.stateKey());
        return closed != null && closed.run().equals(apply.id()) ? closed : null;
    }

    /** Whether the state that the apply could not write is kept. */
    public boolean isErrored() {
        return ErroredStates.of(build).exists(apply.id());
    }

    public boolean isRecovered() {
        return apply.recovered();
    }

    /** The user who opened or recovered its state; empty if nobody did. */
    public String getConfirmedBy() {
        return apply.confirmedBy();
    }

    /** The values of outputs that are not sensitive, one a line; empty for whoever may not see values. */
    public String getOutputs() {
        if (apply.outputs().isEmpty() || !build.getParent().hasPermission(CloudOpsPermissions.VIEW_PLAN)) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        try {
            JsonObject.read("{\"outputs\":" + apply.outputs() + "}").map("outputs")
                    .forEach((name, value) -> lines.append(name).append(" = ").append(json(value)).append('\n'));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the outputs of apply " + apply.id() + " are not readable", e);
        }
        apply.sensitiveOutputs().forEach(name -> lines.append(Messages.ApplyView_sensitive(name)).append('\n'));
        return lines.toString();
    }

    private static String json(Object value) {
        String object = VariableValues.of("output", Collections.singletonMap("value", value)).toJson();
        return object.substring(object.indexOf(':') + 1, object.lastIndexOf('}')).strip();
    }

    /** What it came to, in one line. */
    public String getHeadline() {
        return switch (apply.result().outcome()) {
            case RUNNING -> Messages.ApplyView_running();
            case NOTHING -> Messages.ApplyView_nothing();
            case APPLIED -> Messages.ApplyView_applied(getCountsText());
            case STOPPED -> Messages.ApplyView_stopped(getCountsText());
            case FAILED, UNKNOWN -> apply.result().failure();
        };
    }

    /** What was done, failed and was not reached, in numbers. */
    public String getCountsText() {
        List<String> counts = new ArrayList<>();
        for (Map.Entry<String, Integer> count : apply.result().counts().entrySet()) {
            if (count.getValue() > 0) {
                counts.add(count.getValue() + " " + count.getKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT));
            }
        }
        return counts.isEmpty() ? Messages.ApplyView_none() : String.join(", ", counts);
    }

    /** Where and with what it was applied, and how long it took, in one line. */
    public String getFacts() {
        return Facts.line(apply.place(), apply.duration(), apply.plan().digest());
    }

    private LineList<ResourceOutcome> part() {
        if (part == null) {
            part = read(query.filter());
        }
        return part;
    }

    private LineList<ResourceOutcome> read(ChangeFilter filter) {
        try {
            return ApplyStore.of(build).resources(apply.id(), filter, query.start(apply.id()), query.limit());
        } catch (NoSuchFileException e) {
            LOGGER.log(Level.FINE, "the list of resources of apply " + apply.id() + " is not there", e);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot read all resources of apply " + apply.id() + " of " + build, e);
        }
        List<ResourceOutcome> matching = apply.resources().stream().map(ApplyView::outcome).filter(resource -> {
            ResourceAddress address = ResourceAddress.of(resource.address());
            return filter.matches(resource.address(), address.type(), address.module(), resource.action());
        }).toList();
        return query.part(apply.id(), matching);
    }

    private static ResourceOutcome outcome(StoredApply.Resource resource) {
        Action action = Stream.of(Action.values()).filter(each -> each.word().equals(resource.action())).findFirst().orElse(Action.NO_OP);
        Outcome outcome = Stream.of(Outcome.values()).filter(each -> each.word().equals(resource.outcome())).findFirst().orElse(Outcome.APPLIED);
        return new ResourceOutcome(resource.address(), "", action, outcome, resource.millis(), "");
    }

    /** Somebody who agreed. */
    @ExportedBean(defaultVisibility = 3)
    public static final class ApprovalView {

        private final StoredApply.Approval approval;

        ApprovalView(StoredApply.Approval approval) {
            this.approval = approval;
        }

        /** The id. */
        @Exported
        public String getUser() {
            return approval.user();
        }

        /** Milliseconds since 1970. */
        @Exported
        public long getTime() {
            return approval.time();
        }

        /** The SHA-256 of the plan file that was agreed to. */
        @Exported
        public String getDigest() {
            return approval.digest();
        }

        /** In one line. */
        public String getText() {
            String time = DateFormat.getDateTimeInstance(DateFormat.MEDIUM, DateFormat.SHORT).format(new Date(approval.time()));
            return approval.digest().isEmpty() ? Messages.ApplyView_approved(approval.user(), time)
                    : Messages.ApplyView_approvedPlan(approval.user(), time, approval.digest().substring(0, 12));
        }
    }
}
