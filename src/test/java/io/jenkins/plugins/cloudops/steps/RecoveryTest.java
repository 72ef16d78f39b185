package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.StateServer;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A state that the real Terraform cannot write at the end of an apply. */
public class RecoveryTest {

    private static final String SECRET = "s3cr3t-of-the-state";

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final StateServer server = new StateServer();

    private final ApplySteps steps = new ApplySteps(site);

    @Before
    public void stack() {
        Tools.require("terraform");
        site.write("shop/main.tf", server.backend(), """
                resource "terraform_data" "key" {
                  input = sensitive("%s")
                }
                """.formatted(SECRET));
    }

    private CloudOpsException applyInVain() throws Exception {
        Map<?, ?> plan = steps.plan();
        server.refuseStates();
        CloudOpsException failure = steps.failure(plan);
        server.acceptStates();
        return failure;
    }

    private void assertLeftAndSealed() throws Exception {
        StoredApply record = steps.record();
        assertThat(server.refused()).isPositive();
        assertThat(server.state()).doesNotContain("terraform_data");
        assertThat(record.result().outcome()).isEqualTo(StoredApply.Outcome.FAILED);
        assertThat(record.errored()).isTrue();
        assertThat(record.recovered()).isFalse();
        assertThat(Files.isRegularFile(site.workspace().resolve("shop/errored.tfstate"))).isFalse();
        assertThat(site.leftovers()).isEmpty();
        site.assertNowhere(SECRET);
        try (var state = ErroredStates.of(site.build()).open(record.id())) {
            assertThat(new String(state.readAllBytes(), StandardCharsets.UTF_8)).contains(SECRET);
        }
    }

    @Test
    public void aStateThatCannotBeWrittenIsKeptSealedAndNothingElseBeginsOnIt() throws Exception {
        CloudOpsException failure = applyInVain();

        assertThat(failure.getKind()).isNotEqualTo("unknown");
        assertLeftAndSealed();
        assertThat(ClosedStates.get().list()).singleElement().satisfies(closed -> {
            assertThat(closed.run()).isEqualTo(steps.record().id());
            assertThat(closed.sentence()).contains("could not write it", "terraformRecover(from: 'folder/shop #1#1')");
        });
        assertThat(site.log().text()).contains("terraformRecover(from: 'folder/shop #1#1')");

        CloudOpsException refused = steps.failure(site.start(steps.planning()));
        assertThat(refused.getKind()).isEqualTo("unknown");
        assertThat(refused.getMessage()).contains("is closed", "could not write it");
        assertThat(steps.failure(site.start(steps.unreviewed())).getMessage()).contains("is closed");
        assertThat(server.isLocked()).isFalse();
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void itIsRecoveredOnce() throws Exception {
        applyInVain();

        Map<?, ?> recovered = (Map<?, ?>) steps.recover("#1").result();

        assertThat(recovered.get("apply")).isEqualTo(steps.record().id());
        assertThat(server.state()).contains(SECRET);
        assertThat(steps.record().recovered()).isTrue();
        assertThat(steps.record().confirmedBy()).isEqualTo("folder/shop #1#1");
        assertThat(ErroredStates.of(site.build()).exists(steps.record().id())).isFalse();
        assertThat(ClosedStates.get().list()).isEmpty();
        assertThat(site.leftovers()).isEmpty();
        site.assertNowhere(SECRET);
        assertThat(steps.plan().get("changes")).isEqualTo(false);

        CloudOpsException again = steps.failure(steps.recover("#1"));
        assertThat(again.getKind()).isEqualTo("configuration");
        assertThat(again.getMessage()).startsWith("from: no apply in '#1' has left a state that is still to be written.");
    }

    @Test
    public void aRecoveryThatFailsLosesNothing() throws Exception {
        applyInVain();
        server.refuseStates();

        assertThat(steps.failure(steps.recover("#1")).getMessage()).startsWith("The command push of shop ended with exit code 1");
        assertThat(site.log().text()).contains("\nFailed to persist state: Failed to upload state: POST http://");

        server.acceptStates();
        assertThat(ClosedStates.get().list()).hasSize(1);
        assertLeftAndSealed();
        steps.recover("#1").result();
        assertThat(server.state()).contains(SECRET);
    }

    @Test
    public void aStackWithAnotherStateIsNotWrittenOver() throws Exception {
        applyInVain();
        Files.delete(site.workspace().resolve("shop/.terraform/terraform.tfstate"));
        site.write("shop/backend_override.tf", "terraform {\n  backend \"local\" {}\n}");

        assertThat(steps.failure(steps.recover("#1")).getMessage()).startsWith("The stack works on another state (local");
        assertThat(site.workspace().resolve("shop/terraform.tfstate")).doesNotExist();
        assertLeftAndSealed();
    }

    @Test
    public void aStateThatTerraformCanOnlyPrintIsCaughtInTheStream() throws Exception {
        site.write("shop/blocks.tf", """
                resource "terraform_data" "blocks" {
                  provisioner "local-exec" {
                    command = "mkdir errored.tfstate"
                  }
                }
                """);

        applyInVain();

        assertLeftAndSealed();
        steps.recover("#1").result();
        assertThat(server.state()).contains(SECRET, "blocks");
    }

    @Test
    public void aStateThatLiesThereAlreadyKeepsAnApplyFromBeginning() throws Exception {
        Map<?, ?> plan = steps.plan();
        site.write("shop/errored.tfstate", "that of somebody else");

        CloudOpsException failure = steps.failure(plan);

        assertThat(failure.getMessage()).contains("errored.tfstate");
        assertThat(site.workspace().resolve("shop/errored.tfstate")).hasContent("that of somebody else");
        assertThat(steps.record().errored()).isFalse();
        assertThat(ClosedStates.get().list()).isEmpty();
        assertThat(server.state()).isEmpty();
    }
}
