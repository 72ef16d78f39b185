package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.StateServer;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.steps.TerraformApplyStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Many applies of the real Terraform, a controller that is killed and aborts at any moment: the short form of the harness. */
public class ApplyStormTest {

    private static final int APPLIES = 5;
    private static final int ABORTS = 10;

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final StateServer server = new StateServer();

    @Before
    public void theTool() {
        Tools.require("terraform");
    }

    private TerraformApplyStep apply(String stack) {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setStack(stack);
        step.setAutoApprove(true);
        step.setEnvironment(Map.of("WORK", site.outside().toString()));
        return step;
    }

    @Test
    public void appliesInFlightEndExactlyOnceThoughTheControllerIsKilledTwice() throws Exception {
        site.hold();
        List<LocalStep> applies = new ArrayList<>();
        for (int stack = 0; stack < APPLIES; stack++) {
            site.write("s" + stack + "/main.tf", """
                    resource "terraform_data" "one" {
                      provisioner "local-exec" {
                        command = "echo %1$d >>\\"$WORK/done\\"; %2$s; echo %1$d >>\\"$WORK/ended\\""
                      }
                    }
                    """.formatted(stack, LocalSite.UNTIL_LET_GO));
            applies.add(site.start("step " + stack, apply("s" + stack)));
        }
        for (int kill = 0; kill < 2; kill++) {
            int seen = kill + 1;
            Eventually.holds(() -> assertThat(site.notes("done").size()).isGreaterThanOrEqualTo(seen));
            applies = site.restart(applies);
        }
        site.letGo();

        for (LocalStep apply : applies) {
            assertThat(((Map<?, ?>) apply.result()).get("created")).isEqualTo(1);
        }
        assertThat(site.notes("done")).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
        assertThat(site.notes("ended")).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
        assertThat(ApplyStore.of(site.build()).list()).hasSize(APPLIES)
                .allMatch(record -> record.result().outcome() == StoredApply.Outcome.APPLIED);
        // A crash within a launch can leave the files of the launch, but no run directory.
        assertThat(site.leftovers()).noneMatch(path -> path.getFileName().toString().startsWith("cloudops-"));
        assertThat(ClosedStates.get().list()).isEmpty();
    }

    @Test
    public void abortsAtAnyMomentLeaveNoLockNoProcessAndAStateThatFits() throws Exception {
        site.write("shop/main.tf", server.backend(), """
                resource "terraform_data" "one" {
                  count            = 6
                  triggers_replace = timestamp()
                  provisioner "local-exec" {
                    command = "sleep 0.2"
                  }
                }
                """);
        Random random = new Random(42);
        for (int abort = 0; abort < ABORTS; abort++) {
            TerraformApplyStep step = apply("shop");
            step.setParallelism(2);
            LocalStep apply = site.start(step);
            Thread.sleep(random.nextInt(2_500));
            apply.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
            if (random.nextBoolean()) {
                apply.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
            }
            apply.context().outcome().handle((result, problem) -> result).get(3, TimeUnit.MINUTES);

            assertThat(server.isLocked()).as("after abort %s", abort).isFalse();
            assertThat(site.leftovers()).as("after abort %s", abort).isEmpty();
        }

        assertThat(ClosedStates.get().list()).isEmpty();
        assertThat(ApplyStore.of(site.build()).list()).noneMatch(record -> record.errored()
                || record.result().outcome() == StoredApply.Outcome.RUNNING || record.result().outcome() == StoredApply.Outcome.UNKNOWN);
        Eventually.holds(() -> assertThat(ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(site.workspace().getParent().toString()))).isEmpty());
        TerraformPlanStep plan = new TerraformPlanStep();
        plan.setStack("shop");
        assertThat(((Map<?, ?>) site.start(plan).result()).get("changes")).isEqualTo(true);
        assertThat(((Map<?, ?>) site.start(apply("shop")).result()).get("failed")).isEqualTo(0);
    }
}
