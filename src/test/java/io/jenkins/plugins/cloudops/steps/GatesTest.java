package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.LocalUser;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.GateDefaults;
import io.jenkins.plugins.cloudops.config.GateDefaultsTest;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.GateStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredGates;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Gates between plan and apply, with the real Terraform. Whom a real Jenkins lets override them, its own tests say. */
public class GatesTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final ApplySteps steps = new ApplySteps(site);

    /** Three resources exist; what is written afterwards replaces one and deletes another. */
    @Before
    public void aStackThatLosesSomething() throws Exception {
        Tools.require("terraform");
        site.write("shop/main.tf", """
                resource "terraform_data" "web" {
                  input = "a"
                }
                resource "terraform_data" "key" {
                  triggers_replace = "a"
                }
                resource "terraform_data" "queue" {
                  for_each = toset(["orders"])
                }
                """);
        site.terraform("shop", "apply", "-auto-approve");
        site.write("shop/main.tf", """
                resource "terraform_data" "web" {
                  input = "b"
                }
                resource "terraform_data" "key" {
                  triggers_replace = "b"
                }
                """);
    }

    private void startedBy(String user) {
        new LocalUser(user);
        site.build().startedBy(new Cause.UserIdCause(user));
    }

    private static void defaults(String folder, String workspace, Integer deletions, String... protect) {
        CloudOpsConfiguration.get().setGates(List.of(GateDefaultsTest.defaults(folder, workspace, deletions, protect)));
    }

    private CloudOpsException failure(Step step) throws Exception {
        return (CloudOpsException) site.start(step).failure();
    }

    private String queueInTheState() throws Exception {
        return Files.readString(site.workspace().resolve("shop/terraform.tfstate"));
    }

    private void assertNothingApplied() throws Exception {
        assertThat(queueInTheState()).contains("\"queue\"").contains("\"orders\"");
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void aPlanThatBreaksAGateFailsAndListsEachAddressAndRule() throws Exception {
        TerraformPlanStep step = steps.planning();
        step.setLimits(Map.of("delete", 0, "update", 1));
        step.setProtect(List.of("terraform_data.k*"));

        CloudOpsException failure = failure(step);

        assertThat(failure.getKind()).isEqualTo("gate");
        assertThat(failure.getMessage()).startsWith("The plan of shop breaks gates, so that it cannot be applied: limits (delete: 0): the plan has 2:"
                + " terraform_data.key (replace), terraform_data.queue[\"orders\"] (delete). protect ('terraform_data.k*'): deletes or"
                + " replaces 1 of these: terraform_data.key (replace). Change the configuration");
        assertThat(site.log().text()).contains("Gates: broken (limits: [delete: 0, update: 1], protect: ['terraform_data.k*'])\n"
                + "limits (delete: 0): the plan has 2:\n  terraform_data.key (replace)\n  terraform_data.queue[\"orders\"] (delete)\n");
        assertThat(site.log().text()).contains("1 to delete");
    }

    @Test
    public void whatBreaksNoGateSaysSo() throws Exception {
        TerraformPlanStep step = steps.planning();
        step.setLimits(Map.of("delete", "2", "replace", 1));

        Map<?, ?> gates = (Map<?, ?>) ((Map<?, ?>) site.start(step).result()).get("gates");

        assertThat(gates.get("passed")).isEqualTo(true);
        assertThat(gates.get("inForce")).isEqualTo("limits: [delete: 2, replace: 1]");
        assertThat(site.log().text()).contains("Gates: passed (limits: [delete: 2, replace: 1])");
    }

    @Test
    public void withoutGatesNothingIsSaid() throws Exception {
        Map<?, ?> plan = steps.plan();

        assertThat(((Map<?, ?>) plan.get("gates")).get("passed")).isEqualTo(true);
        assertThat(steps.apply(plan).get("outcome")).isEqualTo("applied");
        assertThat(site.log().text()).doesNotContain("Gates");
        assertThat(site.home().resolve("builds/1/cloudops/gates")).doesNotExist();
    }

    @Test
    public void aBrokenGateOnlyMakesUnstableOrIsReportedIfThatIsAskedFor() throws Exception {
        TerraformPlanStep step = steps.planning();
        step.setForbid(List.of("terraform_*"));
        step.setOnBrokenGate("report");
        Map<?, ?> gates = (Map<?, ?>) ((Map<?, ?>) site.start(step).result()).get("gates");

        assertThat(gates.get("passed")).isEqualTo(false);
        assertThat(gates.get("broken").toString()).contains("rule=forbid", "setting=terraform_*", "total=2", "terraform_data.web");
        assertThat(site.log().text()).doesNotContain("The plan of shop breaks gates");

        step.setOnBrokenGate("unstable");
        site.start(step).result();
        assertThat(site.log().text()).contains("The plan of shop breaks gates, so that it cannot be applied: forbid ('terraform_*')");
    }

    @Test
    public void thePlanThatFailedIsNotApplied() throws Exception {
        TerraformPlanStep step = steps.planning();
        step.setLimits(Map.of("delete", 0));
        failure(step);

        assertThat(steps.failure("shop").getMessage()).startsWith("plan: the plan shop failed, so there is nothing to apply: The plan of shop breaks gates");
        assertNothingApplied();
    }

    @Test
    public void theGatesOfASavedPlanCountForItsApply() throws Exception {
        TerraformPlanStep step = steps.planning();
        step.setLimits(Map.of("delete", 0));
        step.setOnBrokenGate("report");
        Object plan = site.start(step).result();

        CloudOpsException failure = steps.failure(plan);

        assertThat(failure.getKind()).isEqualTo("gate");
        assertThat(failure.getMessage()).startsWith("The plan of shop breaks gates, and nothing was applied: limits (delete: 0)");
        assertThat(steps.record().result().outcome()).isEqualTo(StoredApply.Outcome.FAILED);
        assertThat(steps.record().result().kind()).isEqualTo("gate");
        assertNothingApplied();
    }

    @Test
    public void aSavedPlanIsHeldAgainstWhatIsInForceWhenItIsApplied() throws Exception {
        Map<?, ?> plan = steps.plan();
        defaults("folder", "", 0);

        assertThat(steps.failure(plan).getMessage()).contains("limits (delete: 0): the plan has 2: terraform_data.key (replace), terraform_data.queue[\"orders\"] (delete).");
        assertNothingApplied();

        defaults("other", "", 0);
        assertThat(steps.apply(plan).get("outcome")).isEqualTo("applied");
    }

    @Test
    public void aStepCannotMakeTheDefaultsWeaker() throws Exception {
        defaults("", "def*", 1, "terraform_data.nothing");
        TerraformPlanStep step = steps.planning();
        step.setLimits(Map.of("delete", 100));

        assertThat(failure(step).getMessage()).contains("limits (delete: 1): the plan has 2");
        assertThat(site.log().text()).contains("Gates: broken (limits: [delete: 1], protect: ['terraform_data.nothing'])");
    }

    @Test
    public void defaultsOfAnotherTerraformWorkspaceAreNotInForce() throws Exception {
        defaults("", "prod*", 0);

        assertThat(((Map<?, ?>) steps.plan().get("gates")).get("inForce")).isEqualTo("");
    }

    @Test
    public void whatIsPlannedAndAppliedAtOnceStopsInBetween() throws Exception {
        TerraformApplyStep step = steps.unreviewed();
        step.setProtect(List.of("**.terraform_data.queue"));

        assertThat(failure(step).getMessage()).contains("nothing was applied: protect ('**.terraform_data.queue'): deletes or replaces 1 of these: terraform_data.queue[\"orders\"] (delete).");
        assertThat(site.log().text()).doesNotContain("Applied:");
        assertNothingApplied();
    }

    @Test
    public void nothingIsDestroyedThatIsProtected() throws Exception {
        defaults("", "", null, "terraform_data.web");
        TerraformDestroyStep step = new TerraformDestroyStep();
        step.setStack("shop");
        step.setConfirm("shop");

        assertThat(failure(step).getMessage()).contains("nothing was applied: protect ('terraform_data.web')");
        assertNothingApplied();
    }

    @Test
    public void aPlanMadeAgainIsHeldAgainstTheGatesAsWell() throws Exception {
        Map<?, ?> plan = steps.plan();
        site.write("other/main.tf", "resource \"terraform_data\" \"other\" {}\nterraform {\n  backend \"local\" {\n    path = \"../shop/terraform.tfstate\"\n  }\n}\n",
                Files.readString(site.workspace().resolve("shop/main.tf")), "resource \"terraform_data\" \"queue\" {\n  for_each = toset([\"orders\"])\n}\n");
        site.terraform("other", "apply", "-auto-approve", "-target=terraform_data.other");
        site.write("shop/other.tf", "resource \"terraform_data\" \"other\" {}");
        TerraformApplyStep step = steps.applying(plan);
        step.setOnStale("replan");
        step.setLimits(Map.of("delete", 0));

        CloudOpsException failure = failure(step);

        assertThat(site.log().text()).contains("is stale: the state has serial");
        assertThat(failure.getKind()).isEqualTo("gate");
        assertNothingApplied();
    }

    @Test
    public void whoStartedTheBuildOverridesABrokenGateWithAReason() throws Exception {
        startedBy("operator");
        TerraformApplyStep step = steps.unreviewed();
        step.setLimits(Map.of("delete", 0));
        step.setOverride("The old queue is empty,\nand goes");

        Map<?, ?> apply = (Map<?, ?>) site.start(step).result();

        assertThat(apply.get("outcome")).isEqualTo("applied");
        Map<?, ?> gates = (Map<?, ?>) apply.get("gates");
        assertThat(gates.get("passed")).isEqualTo(false);
        assertThat(gates.get("overriddenBy")).isEqualTo("operator");
        assertThat(gates.get("reason")).isEqualTo("The old queue is empty,\\nand goes");
        assertThat(site.log().text()).contains("Broken gates, overridden by operator: The old queue is empty,\\nand goes\n");
        StoredGates kept = GateStore.of(site.build()).get(steps.record().id());
        assertThat(kept.override().user()).isEqualTo("operator");
        assertThat(kept.report().broken()).hasSize(1);
        assertThat(queueInTheState()).doesNotContain("orders");
    }

    @Test
    public void aReasonWithoutAnybodyIsRefused() throws Exception {
        TerraformApplyStep step = steps.unreviewed();
        step.setLimits(Map.of("delete", 0));
        step.setOverride("nobody knows");

        CloudOpsException failure = failure(step);

        assertThat(failure.getKind()).isEqualTo("gate");
        assertThat(failure.getMessage()).contains("The override of a broken gate has to be answered for by a user, and nobody approved this build or started it",
                "plan with terraformPlan and onBrokenGate: 'report'");
        assertNothingApplied();
    }

    @Test
    public void aReasonGivenWithThePlanCountsForItsApply() throws Exception {
        startedBy("operator");
        TerraformPlanStep planning = steps.planning();
        planning.setLimits(Map.of("delete", 0));
        planning.setOverride("as agreed");
        Map<?, ?> plan = (Map<?, ?>) site.start(planning).result();

        assertThat(((Map<?, ?>) plan.get("gates")).get("overriddenBy")).isEqualTo("operator");
        assertThat(((Map<?, ?>) steps.apply(plan).get("gates")).get("reason")).isEqualTo("as agreed");
    }

    @Test
    public void anEmptyReasonIsNone() throws Exception {
        startedBy("operator");
        TerraformApplyStep step = steps.unreviewed();
        step.setLimits(Map.of("delete", 0));
        step.setOverride("  ");

        assertThat(failure(step).getMessage()).contains("override: 'reason'");
        assertNothingApplied();
    }

    @Test
    public void aReasonThatNobodyNeedsIsNotAskedFor() throws Exception {
        TerraformApplyStep step = steps.unreviewed();
        step.setLimits(Map.of("delete", 5));
        step.setOverride("just in case");

        LocalStep started = site.start(step);

        assertThat(((Map<?, ?>) started.result()).get("outcome")).isEqualTo("applied");
        assertThat(site.log().text()).doesNotContain("overridden");
    }

    @Test
    public void taintedDefaultsLetNothingPass() throws Exception {
        java.lang.reflect.Field protect = GateDefaults.class.getDeclaredField("protect");
        protect.setAccessible(true);
        GateDefaults edited = new GateDefaults();
        protect.set(edited, new java.util.ArrayList<>(List.of("a..b")));
        CloudOpsConfiguration.get().setGates(List.of(edited));

        assertThat(failure(steps.planning()).getMessage()).startsWith("The gates of Jenkins cannot be used: protect: 'a..b'");
    }
}
