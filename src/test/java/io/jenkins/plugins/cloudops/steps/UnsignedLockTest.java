package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.OtherApply;
import io.jenkins.plugins.cloudops.local.PostgresServer;
import io.jenkins.plugins.cloudops.local.StateServer;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.Map;
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

    @Rule
    public final OtherApply other = new OtherApply(site);

    private final ApplySteps steps = new ApplySteps(site);

    @Before
    public void tool() {
        Tools.require("terraform");
    }

    private void heldElsewhere(String backend) throws Exception {
        site.write("shop/main.tf", OtherApply.stack(backend));
        other.hold(backend);
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
        other.goOn();
        assertThat(((Map<?, ?>) apply.result()).get("outcome").toString()).isIn("applied", "nothing");
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
        other.kill();

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

        other.kill();

        assertThat(((Map<?, ?>) apply.result()).get("outcome")).isEqualTo("applied");
    }
}
