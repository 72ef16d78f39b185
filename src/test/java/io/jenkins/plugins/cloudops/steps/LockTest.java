package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.ObjectServer;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Steps on a state that somebody else has locked, or of which a lock was left: the real Terraform, the backend s3. */
public class LockTest {

    private static final String ID = "5f014af1-0dc2-8a06-a0f1-fa820dfaf331";

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final ObjectServer server = new ObjectServer();

    private final ApplySteps steps = new ApplySteps(site);

    @Before
    public void stack() {
        Tools.require("terraform");
        stack("echo done");
    }

    private void stack(String command) {
        site.write("shop/main.tf", server.backend(), """
                resource "terraform_data" "it" {
                  provisioner "local-exec" {
                    command = "%s"
                  }
                }
                """.formatted(command));
    }

    private TerraformApplyStep applying(String timeout, String onDeadLock) {
        TerraformApplyStep step = steps.unreviewed();
        step.setLockTimeout(timeout);
        step.setOnDeadLock(onDeadLock);
        return step;
    }

    private void lockedElsewhere() {
        server.lockAs(ID, "mallory@elsewhere", "2026-11-21T10:00:00.1Z");
    }

    @Test
    public void saysWhoHoldsTheLockAndWaitsForIt() throws Exception {
        lockedElsewhere();
        LocalStep apply = site.start(applying("1m", "report"));
        Eventually.holds(() -> assertThat(site.log().text()).contains("Waiting up to "));
        assertThat(site.log().text()).contains("is locked: mallory@elsewhere (apply, version 1.11.4) since 2026-11-21 10:00:00 UTC, ",
                "ID " + ID + ". No run of this Jenkins has locked this state.");
        assertThat(site.log().text()).doesNotContain("Please resolve the issue above");
        assertThat(Turns.get().list()).singleElement().satisfies(turn -> assertThat(turn.heldBy()).contains("mallory"));

        server.unlock();
        Map<?, ?> result = (Map<?, ?>) apply.result();

        assertThat(result.get("outcome")).isEqualTo("applied");
        assertThat((Long) result.get("waited")).isPositive();
        assertThat(((Map<?, ?>) result.get("lock")).get("heldBy").toString()).contains("mallory@elsewhere");
        assertThat(server.lock()).isEmpty();
    }

    @Test
    public void failsWhenTheLockIsNotGivenBackInTime() throws Exception {
        lockedElsewhere();

        CloudOpsException failure = steps.failure(site.start(applying("2s", "unlock")));

        assertThat(failure.getKind()).isEqualTo("locked");
        assertThat(failure.getMessage()).contains("in vain", "mallory@elsewhere", ID, "terraformUnlock(stack: 'shop', id: '" + ID + "'");
        assertThat(server.lock()).contains(ID);
        Eventually.holds(() -> assertThat(Turns.get().list()).isEmpty());
    }

    @Test
    public void doesNotWaitIfItMayNot() throws Exception {
        lockedElsewhere();

        CloudOpsException failure = steps.failure(site.start(applying("0s", "report")));

        assertThat(failure.getKind()).isEqualTo("locked");
        assertThat(failure.getMessage()).contains("mallory@elsewhere").doesNotContain("in vain");
    }

    @Test
    public void doesNotWaitForWhatNobodyHolds() throws Exception {
        server.deny();

        CloudOpsException failure = steps.failure(site.start(applying("5m", "unlock")));

        assertThat(failure.getKind()).isEqualTo("denied");
        assertThat(failure.getMessage()).contains("cannot be locked, and nobody is known to hold its lock", "AccessDenied");
        assertThat(site.log().text()).doesNotContain("Waiting up to", "still locked");
    }

    @Test
    public void whileItWaitsForALockItCanBeAborted() throws Exception {
        lockedElsewhere();
        LocalStep apply = site.start(applying("5m", "report"));
        Eventually.holds(() -> assertThat(site.log().text()).contains("Waiting up to "));

        apply.execution().stop(new FlowInterruptedException(Result.ABORTED, true));

        assertThat(apply.failure()).isInstanceOf(FlowInterruptedException.class);
        assertThat(server.lock()).contains(ID);
    }

    private CloudOpsException killed() throws Exception {
        stack("sleep 30");
        return steps.killed(site.start("dead", applying("1m", "report")), () -> assertThat(server.lock()).contains("OperationTypeApply"));
    }

    @Test
    public void aLockThatItLeftIsReported() throws Exception {
        CloudOpsException failure = killed();

        assertThat(failure.getKind()).isIn("agent", "unknown");
        assertThat(site.log().text()).contains("is still locked: ", "The lock was left behind by this run",
                "terraformUnlock(stack: 'shop', id: '");
        assertThat(server.lock()).isNotEmpty();

        stack("echo done");
        CloudOpsException next = steps.failure(site.start(applying("1s", "report")));
        assertThat(next.getKind()).isEqualTo("locked");
        assertThat(next.getMessage()).contains("The lock was left behind by folder/shop  #1 #1: that build has ended, and its process is gone");
    }

    @Test
    public void aDeadLockOfOursIsTakenAwayIfThatIsWanted() throws Exception {
        killed();
        stack("echo done");

        Map<?, ?> result = (Map<?, ?>) site.start(applying("1m", "unlock")).result();

        assertThat(result.get("outcome")).isEqualTo("applied");
        assertThat(((Map<?, ?>) result.get("lock")).get("unlocked").toString()).hasSize(36);
        assertThat(site.log().text()).contains("Taking the dead lock ", " was taken away.");
        assertThat(server.lock()).isEmpty();
    }

    @Test
    public void aLockOfSomebodyElseIsNotTakenAwayThoughOursWasLeftBefore() throws Exception {
        killed();
        lockedElsewhere();

        CloudOpsException failure = steps.failure(site.start(applying("1s", "unlock")));

        assertThat(failure.getKind()).isEqualTo("locked");
        assertThat(server.lock()).contains(ID);
    }

    @Test
    public void afterAFailureItSaysThatTheLockWasGivenBack() throws Exception {
        stack("exit 3");

        steps.failure(site.start(applying("1m", "report")));

        assertThat(site.log().text()).contains("The lock of the state (s3 ", ") was given back.");
        assertThat(server.lock()).isEmpty();
    }

    private TerraformUnlockStep unlocking(String id) {
        TerraformUnlockStep step = new TerraformUnlockStep();
        step.setStack("shop");
        step.setId(id);
        step.setReason("the agent was restarted");
        return step;
    }

    @Test
    public void aDeadLockOfOursMayEverybodyTakeAway() throws Exception {
        killed();

        Map<?, ?> result = (Map<?, ?>) site.start(unlocking("")).result();

        assertThat(result.get("id").toString()).hasSize(36);
        assertThat(result.get("user")).isEqualTo("");
        assertThat(server.lock()).isEmpty();
        assertThat(site.log().text()).contains("because: the agent was restarted", "was taken away, and is not there any more.");
    }

    @Test
    public void whatIsNotThereIsNotTakenAway() throws Exception {
        CloudOpsException failure = steps.failure(site.start(unlocking("")));

        assertThat(failure.getMessage()).contains("is not locked, so nothing was unlocked");
        assertThat(failure.getKind()).isEqualTo("locked");
    }

    @Test
    public void anotherIdNeverReachesTheCli() throws Exception {
        lockedElsewhere();

        CloudOpsException failure = steps.failure(site.start(unlocking("7f014af1-0dc2-8a06-a0f1-fa820dfaf331")));

        assertThat(failure.getMessage()).contains("but not with the ID 7f014af1", "it is " + ID + " now");
        assertThat(server.lock()).contains(ID);
    }

    @Test
    public void theLockOfSomebodyElseNeedsItsIdAndSomebodyWhoAnswers() throws Exception {
        lockedElsewhere();

        assertThat(steps.failure(site.start(unlocking(""))).getMessage()).contains("give its id", "CloudOps/Unlock");
        assertThat(steps.failure(site.start(unlocking(ID))).getMessage()).contains("Taking away the lock of the state (s3 ");
        assertThat(server.lock()).contains(ID);
    }

    @Test
    public void whoeverWaitsForALockNeedNotBeAbortedForItToBeTakenAway() throws Exception {
        killed();
        stack("echo done");
        LocalStep apply = site.start("waits", applying("5m", "report"));
        Eventually.holds(() -> assertThat(site.log().text()).contains("Waiting up to "));

        site.start(unlocking("")).result();

        assertThat(((Map<?, ?>) apply.result()).get("outcome")).isEqualTo("applied");
        Eventually.holds(() -> assertThat(Turns.get().list()).isEmpty());
    }

    @Test
    public void aReasonIsOneLineOfTheLog() throws Exception {
        stack("echo done");
        TerraformUnlockStep step = unlocking("");
        step.setReason("the laptop\nmallory answers for taking away a lock");

        assertThatThrownBy(() -> site.start(step).result()).hasMessageContaining("is not locked");

        assertThat(site.log().text()).contains("because: the laptop\\nmallory answers").doesNotContain("\nmallory");
    }

    @Test
    public void whatCannotBeMeantIsRefusedBeforeAnythingRuns() {
        for (String id : new String[] {"-force", "a b", "$(x)"}) {
            assertThatThrownBy(() -> site.start(unlocking(id))).isInstanceOf(CloudOpsException.class).hasMessageContaining("can be no ID");
        }
        TerraformUnlockStep step = new TerraformUnlockStep();
        assertThatThrownBy(() -> site.start(step)).hasMessageContaining("reason is missing");
    }
}
