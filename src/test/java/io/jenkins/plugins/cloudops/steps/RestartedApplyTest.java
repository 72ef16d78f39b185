package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Kills the controller in each stage of an apply; the CLI is a shell script around the real Terraform. */
public class RestartedApplyTest {

    private static final int LINES = 20;

    @Rule
    public final LocalSite site = new LocalSite();

    private final ApplySteps steps = new ApplySteps(site);

    @Before
    public void stack() throws Exception {
        Tools.require("terraform");
        site.write("tool.sh", "#!/bin/sh", "echo \"$1\" >>\"$WORK/calls\"", "if [ \"$1\" = \"$HOLD\" ]; then",
                "  until [ -e \"$WORK/go\" ]; do sleep 0.1; done", "fi",
                "exec terraform \"$@\"");
        Files.setPosixFilePermissions(site.workspace().resolve("tool.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        site.write("shop/main.tf", """
                resource "terraform_data" "web" {
                  provisioner "local-exec" {
                    command = "echo once >>\\"$WORK/done\\"; for n in $(seq 1 %d); do echo line $n; sleep 0.1; [ $n != 12 ] || %s; done"
                  }
                }
                output "answer" {
                  value = 42
                }
                """.formatted(LINES, LocalSite.UNTIL_LET_GO));
    }

    private TerraformApplyStep held(TerraformApplyStep step, String command) {
        step.setTool("./tool.sh");
        step.setEnvironment(Map.of("WORK", site.outside().toString(), "HOLD", command));
        return step;
    }

    private void assertAppliedOnce(LocalStep apply) throws Exception {
        Map<?, ?> result = (Map<?, ?>) apply.result();
        assertThat(result.get("created")).isEqualTo(1);
        assertThat(result.get("outputs")).isEqualTo(Map.of("answer", 42));
        assertThat(site.notes("done")).containsExactly("once");
        assertThat(site.notes("calls")).filteredOn("apply"::equals).hasSize(1);
        List<String> lines = site.log().lines();
        for (int line = 1; line <= LINES; line++) {
            String number = "line " + line;
            assertThat(lines).filteredOn(one -> one.endsWith(": " + number)).as(number).hasSize(1);
        }
        assertThat(site.log().text()).containsOnlyOnce("Applied: 1 created").containsOnlyOnce("1/1 terraform_data.web: created");
        assertThat(site.leftovers()).isEmpty();
        assertThat(ClosedStates.get().list()).isEmpty();
        assertThat(steps.records()).singleElement()
                .satisfies(record -> assertThat(record.result().outcome()).isEqualTo(StoredApply.Outcome.APPLIED));
    }

    private LocalStep restartedAt(TerraformApplyStep step, String command) throws Exception {
        LocalStep apply = site.start(held(step, command));
        Eventually.holds(() -> assertThat(site.notes("calls")).contains(command));
        LocalStep back = site.restart(apply);
        goOn();
        return back;
    }

    /** Ends what a command is held for. */
    private void goOn() throws IOException {
        Files.createFile(site.outside().resolve("go"));
    }

    @Test
    public void unreviewedAndKilledInInit() throws Exception {
        assertAppliedOnce(restartedAt(steps.unreviewed(), "init"));
    }

    @Test
    public void unreviewedAndKilledInPlan() throws Exception {
        assertAppliedOnce(restartedAt(steps.unreviewed(), "plan"));
    }

    @Test
    public void unreviewedAndKilledInShow() throws Exception {
        assertAppliedOnce(restartedAt(steps.unreviewed(), "show"));
    }

    @Test
    public void unreviewedAndKilledAsTheApplyBegins() throws Exception {
        assertAppliedOnce(restartedAt(steps.unreviewed(), "apply"));
    }

    @Test
    public void reviewedAndKilledInInitAndTwiceInTheApply() throws Exception {
        Map<?, ?> plan = steps.plan();
        TerraformApplyStep step = steps.applying(plan);
        step.setInit("always");
        site.hold();
        LocalStep apply = restartedAt(step, "init");
        Eventually.holds(() -> assertThat(site.log().text()).contains(": line 3\n"));
        apply = site.restart(apply);
        Eventually.holds(() -> assertThat(site.log().text()).contains(": line 9\n"));

        LocalStep back = site.restart(apply, () -> Eventually.holds(() -> assertThat(site.notes("calls")).contains("apply")));
        site.letGo();
        assertAppliedOnce(back);
    }

    @Test
    public void reviewedAndOverBeforeTheControllerIsBack() throws Exception {
        Map<?, ?> plan = steps.plan();
        site.hold();
        LocalStep apply = site.start(held(steps.applying(plan), ""));
        Eventually.holds(() -> assertThat(site.log().text()).contains(": line 3\n"));

        assertAppliedOnce(site.restart(apply, () -> {
            site.letGo();
            Eventually.holds(() -> assertThat(site.workspace().resolve("shop/terraform.tfstate")).content().contains("\"answer\""));
        }));
    }

    @Test
    public void ofABuildThatDiedWithTheControllerTheApplyInFlightIsRecorded() throws Exception {
        site.hold();
        LocalStep apply = site.start(held(steps.unreviewed(), ""));
        Eventually.holds(() -> assertThat(site.log().text()).contains(": line 3\n"));

        site.kill();
        site.boot(false);
        site.letGo();

        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
        assertThat(apply.isOver()).isFalse();
        assertThat(steps.record().result().outcome()).isEqualTo(StoredApply.Outcome.APPLIED);
        assertThat(site.notes("done")).containsExactly("once");
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void ofABuildThatDiedWithTheControllerNothingMoreIsApplied() throws Exception {
        site.start(held(steps.unreviewed(), "plan"));
        Eventually.holds(() -> assertThat(site.notes("calls")).contains("plan"));

        site.kill();
        site.boot(false);
        goOn();

        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
        assertThat(site.notes("calls")).doesNotContain("apply");
        assertThat(steps.record().result().outcome()).isEqualTo(StoredApply.Outcome.STOPPED);
        assertThat(site.leftovers()).isEmpty();
    }
}
