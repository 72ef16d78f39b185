package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.StateServer;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.store.SavedPlans;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Stops an apply of the real Terraform. */
public class StoppedApplyTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final StateServer server = new StateServer();

    private final ApplySteps steps = new ApplySteps(site);
    private final FlowInterruptedException abort = new FlowInterruptedException(Result.ABORTED, true);

    @Before
    public void stack() {
        Tools.require("terraform");
        site.write("shop/main.tf", server.backend(), """
                resource "terraform_data" "quick" {
                }
                resource "terraform_data" "slow" {
                  depends_on = [terraform_data.quick]
                  provisioner "local-exec" {
                    command = "%s"
                  }
                }
                resource "terraform_data" "after" {
                  depends_on = [terraform_data.slow]
                }
                """.formatted(LocalSite.UNTIL_LET_GO));
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(site.leftovers()).isEmpty();
        assertThat(server.isLocked()).isFalse();
        assertThat(ClosedStates.get().list()).isEmpty();
        assertThat(site.workspace().resolve("shop/errored.tfstate")).doesNotExist();
    }

    private LocalStep inTheMiddle() throws Exception {
        Map<?, ?> plan = steps.plan();
        site.hold();
        LocalStep apply = site.start(steps.applying(plan));
        Eventually.holds(() -> assertThat(site.log().text()).contains("1/3 terraform_data.quick"));
        return apply;
    }

    @Test
    public void whatWasInFlightIsFinishedAndTheRestIsNotReached() throws Exception {
        LocalStep apply = inTheMiddle();

        apply.execution().stop(abort);
        apply.execution().stop(new FlowInterruptedException(Result.ABORTED, true));

        assertThat(apply.failure()).isSameAs(abort);
        site.letGo();
        assertNothingIsLeft();
        StoredApply record = steps.record();
        assertThat(record.result().outcome()).isEqualTo(StoredApply.Outcome.STOPPED);
        assertThat(record.result().kind()).isEqualTo("interrupted");
        assertThat(record.result().counts()).containsEntry("notReached", 1);
        assertThat(record.result().counts().get("created")).isPositive();
        assertThat(site.log().text()).contains("Not reached:");
        assertThat(server.state()).contains("quick").doesNotContain("\"after\"");
        Map<?, ?> rest = steps.plan();
        assertThat(rest.get("changes")).isEqualTo(true);
        assertThat(steps.apply(rest).get("failed")).isEqualTo(0);
        assertThat(steps.plan().get("changes")).isEqualTo(false);
    }

    @Test
    public void aStopThatComesTooLateLeavesAnApplyThatIsKnownToBeDone() throws Exception {
        tool("trap : INT", "terraform \"$@\"", "code=$?", "if [ \"$1\" = apply ]; then", "  : >\"$WORK/applied\"",
                "  while [ -e \"$WORK/hold\" ]; do sleep 0.1; done", "fi", "exit $code");
        site.write("shop/main.tf", server.backend(), "resource \"terraform_data\" \"last\" {\n}");
        Map<?, ?> plan = steps.plan();
        TerraformApplyStep step = held(steps.applying(plan));
        site.hold();
        LocalStep apply = site.start(step);
        Eventually.holds(() -> assertThat(site.outside().resolve("applied")).exists());

        apply.execution().stop(abort);
        site.letGo();

        assertThat(apply.failure()).isSameAs(abort);
        assertNothingIsLeft();
        assertThat(steps.record().result().outcome()).isEqualTo(StoredApply.Outcome.APPLIED);
        assertThat(steps.record().result().counts()).containsEntry("created", 1);
        assertThat(SavedPlans.of(site.build()).get((String) plan.get("id")).isThere()).isFalse();
        assertThat(steps.failure(plan).getMessage()).startsWith("The plan shop was applied already");
        assertThat(steps.plan().get("changes")).isEqualTo(false);
    }

    private void tool(String... lines) throws Exception {
        site.write("tool.sh", "#!/bin/sh\n" + String.join("\n", lines));
        Files.setPosixFilePermissions(site.workspace().resolve("tool.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private TerraformApplyStep held(TerraformApplyStep step) {
        step.setTool("./tool.sh");
        step.setEnvironment(Map.of("WORK", site.outside().toString()));
        return step;
    }

    @Test
    public void stoppedBeforeTheApplyNothingIsApplied() throws Exception {
        Map<?, ?> plan = steps.plan();
        CountDownLatch stopped = new CountDownLatch(1);
        site.agent().answerAfter(stopped);
        LocalStep apply = site.start(steps.applying(plan));
        apply.execution().stop(abort);
        stopped.countDown();

        assertThat(apply.failure()).isSameAs(abort);
        assertNothingIsLeft();
        assertThat(server.state()).isEmpty();
        assertThat(SavedPlans.of(site.build()).get((String) plan.get("id")).isThere()).isTrue();
        assertThat(steps.apply(plan).get("created")).isEqualTo(3);
    }

    @Test
    public void stoppedInThePlanOfAnUnreviewedApplyNothingIsApplied() throws Exception {
        tool("case $1 in", "  plan) : >\"$WORK/planning\"; while [ -e \"$WORK/hold\" ]; do sleep 0.1; done ;;", "esac", "exec terraform \"$@\"");
        TerraformApplyStep step = held(steps.unreviewed());
        site.hold();
        LocalStep apply = site.start(step);
        Eventually.holds(() -> assertThat(site.outside().resolve("planning")).exists());

        apply.execution().stop(abort);
        site.letGo();

        assertThat(apply.failure()).isSameAs(abort);
        assertNothingIsLeft();
        assertThat(server.state()).isEmpty();
        assertThat(steps.record().result().outcome()).isEqualTo(StoredApply.Outcome.STOPPED);
    }
}
