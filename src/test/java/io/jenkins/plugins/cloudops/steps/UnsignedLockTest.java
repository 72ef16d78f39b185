package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.PostgresServer;
import io.jenkins.plugins.cloudops.local.StateServer;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Locks that do not say whose they are, held by the real Terraform of somebody else: the backends pg and http. */
public class UnsignedLockTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final StateServer server = new StateServer();

    @Rule
    public final PostgresServer postgres = new PostgresServer();

    private final ApplySteps steps = new ApplySteps(site);
    private Process other;

    @Before
    public void tool() {
        Tools.require("terraform");
    }

    @After
    public void endTheOther() {
        if (other != null) {
            other.descendants().forEach(ProcessHandle::destroyForcibly);
            other.destroyForcibly();
        }
    }

    private static String stack(String backend, String command) {
        return backend + """
                resource "terraform_data" "it" {
                  provisioner "local-exec" {
                    command = "%s"
                  }
                }
                """.formatted(command);
    }

    /** Somebody applies by hand, in a directory of their own, until the file {@code go} is there. */
    private void heldElsewhere(String backend) throws Exception {
        site.write("shop/main.tf", stack(backend, "echo done"));
        Path mine = Files.createDirectories(site.outside().resolve("mine"));
        Files.writeString(mine.resolve("main.tf"), stack(backend, "touch begun; while [ ! -e go ]; do sleep 0.1; done"));
        Process init = new ProcessBuilder("terraform", "init", "-no-color").directory(mine.toFile()).redirectErrorStream(true).start();
        init.getInputStream().readAllBytes();
        assertThat(init.waitFor()).isZero();
        other = new ProcessBuilder("terraform", "apply", "-auto-approve", "-no-color").directory(mine.toFile())
                .redirectErrorStream(true).redirectOutput(mine.resolve("log").toFile()).start();
        Eventually.holds(() -> assertThat(mine.resolve("begun")).exists());
    }

    private LocalStep applying(String timeout) throws Exception {
        TerraformApplyStep step = steps.unreviewed();
        step.setLockTimeout(timeout);
        step.setOnDeadLock("unlock");
        return site.start(step);
    }

    private void goesOnOnceTheOtherIsDone(LocalStep apply) throws Exception {
        Eventually.holds(() -> assertThat(site.log().text()).contains("Waiting up to "));
        assertThat(site.log().text()).contains("does not say by whom").doesNotContain("Taking the dead lock");
        Files.createFile(site.outside().resolve("mine/go"));
        assertThat(((Map<?, ?>) apply.result()).get("outcome").toString()).isIn("applied", "nothing");
        assertThat(other.waitFor()).isZero();
    }

    @Test
    public void waitsForWhoeverHoldsTheLockOfAnHttpServer() throws Exception {
        heldElsewhere(server.backend());

        goesOnOnceTheOtherIsDone(applying("2m"));

        assertThat(server.isLocked()).isFalse();
    }

    @Test
    public void waitsForWhoeverHoldsTheLockInPostgresql() throws Exception {
        heldElsewhere(postgres.backend());

        goesOnOnceTheOtherIsDone(applying("2m"));
    }

    @Test
    public void doesNotTakeAwayALockOfWhichNobodyKnowsWhoseItIs() throws Exception {
        heldElsewhere(server.backend());
        other.destroyForcibly().waitFor();

        CloudOpsException failure = steps.failure(applying("2s"));

        assertThat(failure.getKind()).isEqualTo("locked");
        assertThat(failure.getMessage()).contains("does not say by whom");
        assertThat(server.isLocked()).isTrue();
    }

    @Test
    public void postgresqlGivesTheLockBackWhenItsHolderIsKilled() throws Exception {
        heldElsewhere(postgres.backend());
        LocalStep apply = applying("2m");
        Eventually.holds(() -> assertThat(site.log().text()).contains("Waiting up to "));

        other.descendants().forEach(ProcessHandle::destroyForcibly);
        other.destroyForcibly().waitFor();

        assertThat(((Map<?, ?>) apply.result()).get("outcome")).isEqualTo("applied");
    }
}
