package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.StateServer;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Applies of which nobody hears how they end. */
public class UnknownOutcomeTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final StateServer server = new StateServer();

    private final ApplySteps steps = new ApplySteps(site);

    @Before
    public void stack() {
        Tools.require("terraform");
        site.hold();
        site.write("shop/main.tf", server.backend(), """
                resource "terraform_data" "quick" {
                  provisioner "local-exec" {
                    command = "echo quick >> '%1$s/done'"
                  }
                }
                resource "terraform_data" "slow" {
                  depends_on = [terraform_data.quick]
                  provisioner "local-exec" {
                    command = "%2$s; echo slow >> '%1$s/done'"
                  }
                }
                """.formatted(site.outside().toString().replace("'", "'\\\\''"), LocalSite.UNTIL_LET_GO));
    }

    private LocalStep inTheMiddle() throws Exception {
        Map<?, ?> plan = steps.plan();
        LocalStep apply = site.start(steps.applying(plan));
        Eventually.holds(() -> assertThat(site.log().text()).contains("1/2 terraform_data.quick"));
        return apply;
    }

    private void assertUnknown(CloudOpsException failure) throws Exception {
        assertThat(failure.getKind()).isEqualTo("unknown");
        assertThat(failure.getMessage()).contains("What the apply did is not known. The state (");
        assertThat(steps.record().result().outcome()).isEqualTo(StoredApply.Outcome.UNKNOWN);
        assertThat(steps.record().result().kind()).isEqualTo("unknown");
        assertThat(ClosedStates.get().list()).singleElement()
                .satisfies(closed -> assertThat(closed.run()).isEqualTo(steps.record().id()));
    }

    private void assertNothingElseBegins() throws Exception {
        CloudOpsException refused = steps.failure(site.start(steps.planning()));
        assertThat(refused.getKind()).isEqualTo("unknown");
        assertThat(refused.getMessage()).contains("is closed", "If somebody has looked");
    }

    /** The processes of the run directory: the supervisor, its watcher, the shell and the CLI. */
    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(site.workspace() + "@tmp/"))
                .toList();
    }

    @Test
    public void anAgentThatStaysAwayTooLongClosesTheStateUntilTheApplyIsSeenToHaveEnded() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("1s");
        LocalStep apply = inTheMiddle();

        site.agent().disconnect();
        CloudOpsException failure = steps.failure(apply);

        assertUnknown(failure);
        assertThat(site.notes("done")).containsExactly("quick");
        site.agent().reconnect();
        site.letGo();
        Eventually.holds(() -> assertThat(ClosedStates.get().list()).isEmpty());
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
        assertThat(site.notes("done")).containsExactly("quick", "slow");
        assertThat(steps.record().result().outcome()).isEqualTo(StoredApply.Outcome.APPLIED);
        assertThat(steps.record().result().counts()).containsEntry("created", 2);
        assertThat(server.isLocked()).isFalse();
        assertThat(steps.plan().get("changes")).isEqualTo(false);
    }

    @Test
    public void anApplyThatFailedMeanwhileIsRecordedAsSuch() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("1s");
        site.write("shop/fails.tf", """
                resource "terraform_data" "fails" {
                  depends_on = [terraform_data.quick]
                  provisioner "local-exec" {
                    command = "%s; exit 3"
                  }
                }
                """.formatted(LocalSite.UNTIL_LET_GO));
        Map<?, ?> plan = steps.plan();
        LocalStep apply = site.start(steps.applying(plan));
        Eventually.holds(() -> assertThat(site.log().text()).contains("1/3 terraform_data.quick"));

        site.agent().disconnect();
        assertUnknown(steps.failure(apply));
        site.agent().reconnect();
        site.letGo();

        Eventually.holds(() -> assertThat(steps.record().result().outcome()).isEqualTo(StoredApply.Outcome.FAILED));
        assertThat(steps.record().result().counts()).containsEntry("created", 2).containsEntry("failed", 1);
        assertThat(ClosedStates.get().list()).isEmpty();
    }

    @Test
    public void aNodeThatIsGoneForGoodLeavesTheStateClosed() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("1s");
        LocalStep apply = inTheMiddle();

        site.jenkins().remove("agent");
        CloudOpsException failure = steps.failure(apply);

        site.build().end();
        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
        assertUnknown(failure);
        site.letGo();
        Eventually.holds(() -> assertThat(processes()).isEmpty());
    }

    @Test
    public void aCliThatWasKilledWithItsShellsClosesTheState() throws Exception {
        LocalStep apply = inTheMiddle();

        List<ProcessHandle> all = processes();
        assertThat(all).hasSizeGreaterThanOrEqualTo(3);
        // All are told apart before the first is killed and leaves its children to others.
        all.stream().filter(process -> !isWatcher(process)).toList().forEach(ProcessHandle::destroyForcibly);

        assertUnknown(steps.failure(apply));
        assertThat(site.leftovers()).isEmpty();
        assertNothingElseBegins();
        site.build().end();
        assertThat(steps.record().result().counts()).containsEntry("created", 1);
    }

    /** Not the oldest of the three shells, and without the CLI below it; what it has just started is as good as itself. */
    private static boolean isWatcher(ProcessHandle process) {
        return isShell(process) && process.parent().filter(UnknownOutcomeTest::isShell).isPresent()
                && process.descendants().noneMatch(each -> each.info().commandLine().orElse("").contains("apply -json"));
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("supervise.sh");
    }

    @Test
    public void aRunDirectoryThatVanishesMeansThatTheOutcomeIsUnknown() throws Exception {
        LocalStep apply = inTheMiddle();

        for (Path directory : site.leftovers()) {
            // At once: whoever still writes there would make it again while it is emptied.
            Files.move(directory, site.outside().resolve(directory.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }

        assertUnknown(steps.failure(apply));
        assertNothingElseBegins();
    }

    /** An apply of the fake CLI that plans until it is let go, when an agent may be away for a second. */
    private LocalStep heldWhilePlanning() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("1s");
        site.fakeTerraform();
        TerraformApplyStep step = steps.unreviewed();
        step.setTool(site.workspace().resolve("fake-terraform").toString());
        step.setEnvironment(Map.of("FAKE_NOTES", site.outside().toString()));
        LocalStep apply = site.start(step);
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));
        return apply;
    }

    @Test
    public void nothingIsAppliedAfterTheBuildWasToldThatTheAgentIsAway() throws Exception {
        LocalStep apply = heldWhilePlanning();

        site.agent().disconnect();
        assertThat(steps.failure(apply).getKind()).isEqualTo("agent");
        site.agent().reconnect();
        site.letGo();

        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
        assertThat(site.notes("calls")).anyMatch(call -> call.startsWith("plan")).noneMatch(call -> call.startsWith("apply"));
        assertThat(steps.record().result().outcome()).isIn(StoredApply.Outcome.FAILED, StoredApply.Outcome.STOPPED);
        assertThat(ClosedStates.get().list()).isEmpty();
    }

    @Test
    public void anApplyThatNeverBeganOnANodeThatIsGoneIsNotLeftRunning() throws Exception {
        LocalStep apply = heldWhilePlanning();

        site.jenkins().remove("agent");

        assertThat(steps.failure(apply).getKind()).isEqualTo("agent");
        Eventually.holds(() -> assertThat(steps.record().result().outcome()).isEqualTo(StoredApply.Outcome.FAILED));
    }
}
