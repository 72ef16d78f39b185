package io.jenkins.plugins.cloudops.page.run;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.page.plan.ChangeQuery;
import io.jenkins.plugins.cloudops.page.plan.PlanView;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How a stack of a job is in one Terraform workspace: its latest plan and its latest apply. */
@ExportedBean(defaultVisibility = 2)
@Restricted(NoExternalUse.class)
public final class StackView {

    private static final Logger LOGGER = Logger.getLogger(StackView.class.getName());

    /** So many runs are looked through for stacks, the latest ones. */
    static final int MOST_RUNS = 500;
    /** So many stacks are shown. */
    static final int MOST = 20;

    private final String stack;
    private final String workspace;
    private RunView plan;
    private RunView apply;
    private PlanView planned;
    private RunView plannedBy;

    private StackView(String stack, String workspace) {
        this.stack = stack;
        this.workspace = workspace;
    }

    /** @param runs the newest first */
    static List<StackView> of(Job<?, ?> job, List<RunView> runs) {
        Map<List<String>, StackView> stacks = new LinkedHashMap<>();
        for (RunView run : runs) {
            boolean plans = run.getOperation().equals("plan");
            boolean applies = run.getOperation().equals("apply") || run.getOperation().equals("destroy");
            if ((plans || applies) && !run.getWorkspace().isEmpty()) {
                StackView view = stacks.computeIfAbsent(List.of(run.getStack(), run.getWorkspace()), key -> new StackView(run.getStack(), run.getWorkspace()));
                view.plan = plans && view.plan == null ? run : view.plan;
                view.apply = applies && view.apply == null ? run : view.apply;
            }
        }
        List<StackView> views = new ArrayList<>(stacks.values()).subList(0, Math.min(MOST, stacks.size()));
        views.forEach(view -> view.find(job));
        return views;
    }

    /** An apply may have made its plan itself, later than the latest step that only plans. */
    private void find(Job<?, ?> job) {
        List<RunView> latest = new ArrayList<>();
        if (apply != null) {
            latest.add(apply);
        }
        if (plan != null) {
            latest.add(apply != null && apply.getStarted() > plan.getStarted() ? 1 : 0, plan);
        }
        for (RunView run : latest) {
            PlanView found = planned(job, run);
            if (found != null) {
                planned = found;
                plannedBy = run;
                return;
            }
        }
        plannedBy = plan;
    }

    private static PlanView planned(Job<?, ?> job, RunView run) {
        Run<?, ?> build = run.isDone() ? job.getBuildByNumber(run.getBuild()) : null;
        try {
            StoredPlan plan = build == null ? null : PlanStore.of(build).get(run.getId());
            return plan == null ? null : new PlanView(build, plan, ChangeQuery.of(name -> null));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the plan " + run.getId() + " is not readable", e);
            return null;
        }
    }

    @Exported
    public String getStack() {
        return stack;
    }

    /** Terraform's. */
    @Exported
    public String getWorkspace() {
        return workspace;
    }

    /** Null if it was not planned of late. */
    @Exported
    public RunView getPlan() {
        return plan;
    }

    /** Null if it was neither applied nor destroyed of late. */
    @Exported
    public RunView getApply() {
        return apply;
    }

    /** Which run made the latest plan, or tries to; null if none did of late. */
    public RunView getPlannedBy() {
        return plannedBy;
    }

    /** Of the latest plan, relative to the address of Jenkins. */
    public String getPlannedUrl() {
        return plannedBy == null ? "" : plannedBy.getUrl() + "cloudops-plans/#" + plannedBy.getId();
    }

    /** How many objects the latest plan found changed outside of Terraform; -1 if that is not known. */
    @Exported
    public int getDrift() {
        return planned == null || !planned.isSucceeded() ? -1 : planned.getDrift();
    }

    /** What the latest plan came to, in one line; empty if that is not known. */
    @Exported
    public String getPlanned() {
        return planned == null ? "" : planned.getHeadline();
    }
}
