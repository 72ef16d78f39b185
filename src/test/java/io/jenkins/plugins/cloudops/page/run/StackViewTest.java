package io.jenkins.plugins.cloudops.page.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import io.jenkins.plugins.cloudops.store.StoredRun;
import io.jenkins.plugins.cloudops.store.StoredRun.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class StackViewTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final List<RunView> runs = new ArrayList<>();

    private LocalBuild.LocalProject job() {
        return site.build().getParent();
    }

    /** Each is newer than the one before. */
    private void run(String id, String operation, String stack, String workspace, Status status) {
        runs.add(0, new RunView(job(), new StoredRun(id, 1, operation, new StoredRun.Subject(stack, stack, workspace), status, "", "",
                runs.size(), status == Status.RUNNING ? 0 : runs.size() + 1, StoredRun.Wait.NONE, "")));
    }

    private void plan(String id, int drift) throws Exception {
        PlanSummary summary = new PlanSummary(new Counts(0, 0, 0, 0, 1, 0, 0, 0, 0), 0, drift, List.of(), 0, List.of(), List.of(),
                "1.2", "1.11.4", false, true, true);
        PlanStore.of(site.build()).save(new StoredPlan(id, "shop", "shop", "default", "terraform", "1.11.4", "", 1, 1, true, 0, "", "", "", summary));
    }

    private List<StackView> stacks() {
        return StackView.of(job(), runs);
    }

    @Test
    public void eachStackAndWorkspaceHasItsLatestPlanAndApply() throws Exception {
        run("p1", "plan", "shop", "staging", Status.SUCCEEDED);
        run("p2", "plan", "shop", "staging", Status.SUCCEEDED);
        run("a1", "apply", "shop", "staging", Status.FAILED);
        run("p3", "plan", "shop", "production", Status.SUCCEEDED);
        run("c1", "check", "web", "", Status.SUCCEEDED);
        plan("p1", 0);
        plan("p2", 3);
        plan("p3", 0);

        assertThat(stacks()).extracting(StackView::getWorkspace).containsExactly("production", "staging");
        assertThat(stacks().get(0).getApply()).isNull();
        assertThat(stacks().get(0).getDrift()).isZero();
        StackView staging = stacks().get(1);
        assertThat(staging.getPlan().getId()).isEqualTo("p2");
        assertThat(staging.getApply().getStatus()).isEqualTo("failed");
        assertThat(staging.getDrift()).isEqualTo(3);
        assertThat(staging.getPlanned()).startsWith("Plan: 1 to create");
        assertThat(staging.getPlannedUrl()).endsWith("/1/cloudops-plans/#p2");
    }

    @Test
    public void thePlanThatAnApplyMadeItselfCounts() throws Exception {
        run("p1", "plan", "shop", "staging", Status.SUCCEEDED);
        run("a1", "apply", "shop", "staging", Status.SUCCEEDED);
        plan("p1", 0);
        plan("a1", 2);

        assertThat(stacks()).singleElement().satisfies(stack -> {
            assertThat(stack.getDrift()).isEqualTo(2);
            assertThat(stack.getPlannedUrl()).endsWith("#a1");
            assertThat(stack.getPlan().getId()).isEqualTo("p1");
        });
    }

    @Test
    public void withoutAPlanNothingIsSaidOfDrift() {
        run("p1", "plan", "shop", "staging", Status.RUNNING);

        assertThat(stacks()).singleElement().satisfies(stack -> {
            assertThat(stack.getDrift()).isEqualTo(-1);
            assertThat(stack.getPlanned()).isEmpty();
            assertThat(stack.getPlannedBy().getStatus()).isEqualTo("running");
        });
    }

    @Test
    public void notMoreThanTwentyAreShown() {
        for (int i = 0; i < 30; i++) {
            run("p" + i, "plan", "s" + i, "default", Status.RUNNING);
        }

        assertThat(stacks()).hasSize(StackView.MOST).extracting(StackView::getStack).startsWith("s29");
    }
}
