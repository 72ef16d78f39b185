package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Plans and applies with the real Terraform. */
public class TerraformApplyStepTest {

    @Rule
    public LocalSite site = new LocalSite();

    @Before
    public void stack() {
        Tools.require("terraform");
        site.write("shop/main.tf", """
                variable "size" {
                  default = "small"
                }
                resource "terraform_data" "web" {
                  count = 3
                  input = var.size
                }
                resource "terraform_data" "key" {
                  input = sensitive("s3cr3t-of-the-state")
                }
                output "size" {
                  value = terraform_data.web[0].output
                }
                output "key" {
                  value     = terraform_data.key.output
                  sensitive = true
                }
                """);
    }

    @Test
    public void appliesWhatWasPlanned() throws Exception {
        Map<?, ?> plan = plan();

        Map<?, ?> apply = apply(plan);

        assertThat(apply.get("outcome")).isEqualTo("applied");
        assertThat(apply.get("created")).isEqualTo(4);
        assertThat(apply.get("failed")).isEqualTo(0);
        assertThat(apply.get("digest")).isEqualTo(plan.get("digest"));
        assertThat(apply.get("outputs")).isEqualTo(Map.of("size", "small"));
        assertThat(apply.get("sensitiveOutputs")).isEqualTo(List.of("key"));
        assertThat(site.log().text()).contains("4/4 terraform_data.", "Applied: 4 created, 0 updated, 0 deleted");
        assertThat(site.workspace().resolve("shop/terraform.tfstate")).content().contains("s3cr3t-of-the-state");
        assertThat(site.leftovers()).isEmpty();
        site.assertNowhere("s3cr3t-of-the-state");
    }

    @Test
    public void aNameOfAPlanIsEnough() throws Exception {
        plan();

        assertThat(apply("shop").get("created")).isEqualTo(4);
    }

    @Test
    public void thatAPlanWasAppliedIsKnown() throws Exception {
        Map<?, ?> plan = plan();
        apply(plan);

        assertThat(failure(plan).getMessage()).startsWith("The plan shop was applied already, in ");
    }

    @Test
    public void aPlanWithNothingToDoIsAppliedWithoutTheCli() throws Exception {
        apply(plan());

        Map<?, ?> apply = apply(plan());

        assertThat(apply.get("outcome")).isEqualTo("nothing");
        assertThat(site.log().text()).contains("There is nothing to apply");
    }

    @Test
    public void aStalePlanIsRefusedWithBothSerials() throws Exception {
        apply(plan());
        Map<?, ?> plan = plan("size", "large");
        site.terraform("shop", "apply", "-auto-approve", "-var=size=medium");

        CloudOpsException failure = failure(plan);

        assertThat(failure.getKind()).isEqualTo("stale");
        assertThat(failure.getMessage()).matches("The plan of shop does not fit any more, and nothing was applied: the state has serial \\d+, planned with \\d+\\. .*");
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void aStalePlanIsMadeAgainAndAppliedIfItIsTheSame() throws Exception {
        Map<?, ?> plan = plan();
        site.write("other/main.tf", "resource \"terraform_data\" \"other\" {}\nterraform {\n  backend \"local\" {\n    path = \"../shop/terraform.tfstate\"\n  }\n}\n");
        site.terraform("other", "apply", "-auto-approve");
        site.write("shop/other.tf", "resource \"terraform_data\" \"other\" {}");

        TerraformApplyStep step = step(plan);
        step.setOnStale("replan");
        Map<?, ?> apply = (Map<?, ?>) site.start(step).result();

        assertThat(apply.get("created")).isEqualTo(4);
        assertThat(site.log().text()).contains("is stale: the state has serial", "The changes are the same as those reviewed");
    }

    @Test
    public void aStalePlanThatComesToSomethingElseIsNotApplied() throws Exception {
        apply(plan());
        Map<?, ?> plan = plan("size", "large");
        site.terraform("shop", "apply", "-auto-approve", "-var=size=medium");

        TerraformApplyStep step = step(plan);
        step.setOnStale("replan");
        CloudOpsException failure = (CloudOpsException) site.start(step).failure();

        assertThat(failure.getKind()).isEqualTo("stale");
        assertThat(failure.getMessage()).contains("comes to other changes than those reviewed", "terraform_data.web[0]");
    }

    @Test
    public void plansAndAppliesAtOnce() throws Exception {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setStack("shop");
        step.setAutoApprove(true);

        Map<?, ?> apply = (Map<?, ?>) site.start(step).result();

        assertThat(apply.get("created")).isEqualTo(4);
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void withoutAPlanAndWithoutApprovalNothingBegins() {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setStack("shop");

        assertThatThrownBy(() -> site.start(step)).hasMessageStartingWith("Nothing is applied that nobody has seen: give plan");
        assertThat(ApplyStore.of(site.build()).isEmpty()).isTrue();
    }

    @Test
    public void anApplyThatFailsSaysWhatWasDone() throws Exception {
        site.write("shop/fails.tf", """
                resource "terraform_data" "fails" {
                  provisioner "local-exec" {
                    command = "echo it goes wrong; exit 3"
                  }
                }
                resource "terraform_data" "after" {
                  input = terraform_data.fails.id
                }
                """);
        CloudOpsException failure = failure(plan());

        assertThat(failure.getKind()).isEqualTo("provider");
        assertThat(failure.getMessage()).contains("local-exec provisioner error");
        StoredApply apply = ApplyStore.of(site.build()).list().get(0);
        assertThat(apply.result().outcome()).isEqualTo(StoredApply.Outcome.FAILED);
        assertThat(apply.result().counts()).containsEntry("created", 4).containsEntry("failed", 1).containsEntry("notReached", 1);
        assertThat(site.log().text()).contains("terraform_data.fails (local-exec): it goes wrong", "Not reached:");
    }

    @Test
    public void anApplyGoesOnOverARestart() throws Exception {
        site.write("shop/slow.tf", """
                resource "terraform_data" "slow" {
                  provisioner "local-exec" {
                    command = "%s"
                  }
                }
                """.formatted(LocalSite.UNTIL_LET_GO));
        site.hold();
        Map<?, ?> plan = plan();
        LocalStep running = site.start(step(plan));
        // All but the slow one.
        Eventually.holds(() -> assertThat(site.log().text()).contains("4/5 terraform_data."));
        LocalStep back = site.restart(running);
        site.letGo();

        Map<?, ?> apply = (Map<?, ?>) back.result();

        assertThat(apply.get("created")).isEqualTo(5);
        assertThat(site.log().text()).containsOnlyOnce("5/5 terraform_data.slow: created in");
        assertThat(site.leftovers()).isEmpty();
        assertThat(Files.exists(site.home().resolve("cloudops-pipeline/closed-states"))).isFalse();
    }

    @Test
    public void anApplyWhoseRunIsForgottenIsNotBegunAgain() throws Exception {
        Path done = site.workspace().resolve("done");
        site.write("shop/slow.tf", """
                resource "terraform_data" "slow" {
                  provisioner "local-exec" {
                    command = "echo once >>../done; %s"
                  }
                }
                """.formatted(LocalSite.UNTIL_LET_GO));
        site.hold();
        TerraformApplyStep step = new TerraformApplyStep();
        step.setStack("shop");
        step.setAutoApprove(true);
        LocalStep running = site.start(step);
        Eventually.holds(() -> assertThat(done).exists());
        LocalStep back = site.restart(running, () -> {
            for (File record : site.home().resolve("cloudops-pipeline/runs").toFile().listFiles()) {
                assertThat(record.delete()).isTrue();
            }
        });

        CloudOpsException failure = (CloudOpsException) back.failure();

        assertThat(failure.getKind()).isEqualTo("unknown");
        assertThat(failure.getMessage()).startsWith("The apply of shop was begun before, and is followed by nobody any more");
        assertThat(ApplyStore.of(site.build()).list()).singleElement().satisfies(apply ->
                assertThat(apply.result().outcome()).isEqualTo(StoredApply.Outcome.UNKNOWN));
        assertThat(done).hasContent("once");
        site.letGo();
    }

    private Map<?, ?> plan(String... variable) throws Exception {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("shop");
        if (variable.length == 2) {
            step.setVars(Map.of(variable[0], variable[1]));
        }
        return (Map<?, ?>) site.start(step).result();
    }

    private TerraformApplyStep step(Object plan) {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setPlan(plan);
        return step;
    }

    private Map<?, ?> apply(Object plan) throws Exception {
        return (Map<?, ?>) site.start(step(plan)).result();
    }

    private CloudOpsException failure(Object plan) throws Exception {
        return (CloudOpsException) site.start(step(plan)).failure();
    }
}
