package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.ObjectServer;
import io.jenkins.plugins.cloudops.local.OtherApply;
import io.jenkins.plugins.cloudops.local.TableServer;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Locks that say whose they are, taken by the real Terraform, its holder killed: the backends local, and s3 with DynamoDB. */
public class HeldLockTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final ObjectServer objects = new ObjectServer();

    @Rule
    public final TableServer table = new TableServer();

    @Rule
    public final OtherApply other = new OtherApply(site);

    private final ApplySteps steps = new ApplySteps(site);

    @Before
    public void tool() {
        Tools.require("terraform");
    }

    private String local() {
        return "terraform {\n  backend \"local\" {\n    path = \"" + site.outside().resolve("shop.tfstate").toString().replace("$", "$$")
                + "\"\n  }\n}\n";
    }

    private String lock() {
        return table.lock("states/shop.tfstate");
    }

    private void heldElsewhere(String backend) throws Exception {
        site.write("shop/main.tf", OtherApply.stack(backend));
        other.hold(backend);
    }

    private LocalStep applying(String timeout, String onDeadLock) throws Exception {
        TerraformApplyStep step = steps.unreviewed();
        step.setLockTimeout(timeout);
        step.setOnDeadLock(onDeadLock);
        return site.start(step);
    }

    private void assertNamesTheOther() {
        assertThat(site.log().text()).containsPattern(
                "is locked: \\S+@\\S+ \\(apply, version [^)]+\\) since [^,]+ UTC, .+, ID [-0-9a-f]{36}\\. No run of this Jenkins has locked this state\\.");
    }

    @Test
    public void aLocalStateIsFreeOnceItsHolderIsKilled() throws Exception {
        heldElsewhere(local());
        LocalStep apply = applying("2m", "unlock");
        Eventually.holds(() -> assertThat(site.log().text()).contains("Waiting up to "));
        assertNamesTheOther();

        other.kill();

        assertThat(((Map<?, ?>) apply.result()).get("outcome")).isEqualTo("applied");
        assertThat(site.log().text()).doesNotContain("Taking the dead lock");
    }

    @Test
    public void saysThatTheLockOfALocalStateWentWithTheCliThatWasKilled() throws Exception {
        site.write("shop/main.tf", OtherApply.stack(local(), "touch begun; sleep 30"));

        steps.killed(applying("1m", "report"), () -> assertThat(site.workspace().resolve("shop/begun")).exists());

        assertThat(site.log().text()).contains("The lock of the state (local ", " is not there any more");
        site.write("shop/main.tf", OtherApply.stack(local()));
        assertThat(((Map<?, ?>) applying("0s", "report").result()).get("outcome")).isEqualTo("applied");
    }

    @Test
    public void aLockInATableOutlivesItsHolderAndIsNotTakenAwayWhoeverThatWas() throws Exception {
        heldElsewhere(objects.backend(table.address()));
        other.kill();

        CloudOpsException failure = steps.failure(applying("2s", "unlock"));

        assertThat(failure.getKind()).isEqualTo("locked");
        assertThat(failure.getMessage()).contains("in vain", "terraformUnlock(stack: 'shop', id: '");
        assertNamesTheOther();
        assertThat(lock()).contains("OperationTypeApply");
    }

    @Test
    public void aLockInATableThatOurOwnRunLeftIsDead() throws Exception {
        site.write("shop/main.tf", OtherApply.stack(objects.backend(table.address()), "touch begun; sleep 30"));
        steps.killed(applying("1m", "report"), () -> assertThat(site.workspace().resolve("shop/begun")).exists());
        assertThat(site.log().text()).contains("is still locked: ", "The lock was left behind by this run");
        assertThat(lock()).contains("OperationTypeApply");

        site.write("shop/main.tf", OtherApply.stack(objects.backend(table.address())));
        Map<?, ?> result = (Map<?, ?>) applying("1m", "unlock").result();

        assertThat(result.get("outcome")).isEqualTo("applied");
        assertThat(((Map<?, ?>) result.get("lock")).get("unlocked").toString()).hasSize(36);
        assertThat(lock()).isEmpty();
    }
}
