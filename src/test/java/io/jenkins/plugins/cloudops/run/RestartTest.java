package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import io.jenkins.plugins.cloudops.store.PlanStore;
import java.io.EOFException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class RestartTest {

    private static final int LINES = 200;

    @Rule
    public final LocalSite site = new LocalSite();

    private final Map<String, String> environment = new HashMap<>();
    private final TerraformPlanStep step = new TerraformPlanStep();

    @Before
    public void aSlowTool() {
        site.fakeTerraform();
        site.write("main.tf", "");
        step.setTool("./fake-terraform");
        environment.put("FAKE_NOTES", site.outside().toString());
        environment.put("FAKE_SECONDS", "5");
        environment.put("FAKE_LINES", String.valueOf(LINES));
    }

    /** Does not end before the site lets go: what came back too late would find its run over, and begin again. */
    private LocalStep start() throws Exception {
        site.hold();
        step.setEnvironment(environment);
        return site.start(step);
    }

    private LocalStep started(int lines) throws Exception {
        LocalStep plan = start();
        Eventually.holds(() -> assertThat(site.log().lines()).contains("line " + lines));
        return plan;
    }

    private void assertEndedAsIfNothingHadHappened(LocalStep plan) throws Exception {
        assertEnded(plan, 1);
    }

    /** @param begins how often it may say that it begins */
    private void assertEnded(LocalStep plan, int begins) throws Exception {
        assertThat(((Map<?, ?>) plan.result()).get("create")).isEqualTo(1);
        assertThat(site.notes("calls").stream().map(call -> call.split(" ")[0]))
                .containsExactly("version", "init", "plan", "show");
        assertThat(site.log().lines()).filteredOn(line -> line.startsWith("line ")).isEqualTo(lines());
        assertThat(site.log().lines()).filteredOn(line -> line.startsWith("Planning ")).hasSizeBetween(1, begins);
        assertThat(site.log().lines()).filteredOn(line -> line.startsWith("Plan: ")).hasSize(1);
        assertThat(site.leftovers()).isEmpty();
        assertThat(PlanStore.of(site.build()).list()).hasSize(1);
    }

    private static List<String> lines() {
        return IntStream.rangeClosed(1, LINES).mapToObj(number -> "line " + number).toList();
    }

    private LocalStep restarted(LocalStep plan) throws Exception {
        LocalStep back = site.restart(plan);
        site.letGo();
        return back;
    }

    @Test
    public void goesOnWhereItWas() throws Exception {
        assertEndedAsIfNothingHadHappened(restarted(started(50)));
    }

    @Test
    public void goesOnAfterManyRestarts() throws Exception {
        int restarts = 12;
        LocalStep plan = start();
        for (int restart = 0; restart < restarts; restart++) {
            Thread.sleep(250);
            plan = site.restart(plan);
        }
        site.letGo();

        // On a busy machine it may not have launched anything before the next restart, and then it begins anew.
        assertEnded(plan, 1 + restarts);
    }

    @Test
    public void findsARunThatEndedWhileTheControllerWasDown() throws Exception {
        environment.put("FAKE_SECONDS", "1");
        LocalStep plan = started(1);
        LocalStep back = site.restart(plan, () -> {
            site.letGo();
            Eventually.holds(() -> assertThat(site.notes("calls")).anyMatch(call -> call.startsWith("show")));
        });

        assertEndedAsIfNothingHadHappened(back);
    }

    @Test
    public void remembersAStop() throws Exception {
        environment.put("FAKE_STUBBORN", "1");
        environment.put("FAKE_LINES", "1");
        environment.put("FAKE_SECONDS", "0");
        LocalStep plan = started(1);
        plan.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
        Eventually.holds(() -> assertThat(site.notes("signals")).hasSize(1));

        LocalStep back = site.restart(plan);
        Eventually.holds(() -> assertThat(site.log().lines()).filteredOn(line -> line.startsWith("Asking the plan")).hasSize(2));
        // Two rounds of the watcher, in which a second interrupt would come.
        Thread.sleep(2_500);
        site.letGo();

        assertThat(back.failure()).isInstanceOf(FlowInterruptedException.class);
        assertThat(site.notes("signals")).containsExactly("SIGINT");
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void followsTheRunOfABuildThatDiedWithTheController() throws Exception {
        environment.put("FAKE_SECONDS", "0");
        environment.put("FAKE_LINES", "1");
        started(1);

        site.kill();
        site.boot(false);
        site.letGo();

        Eventually.holds(() -> assertThat(PlanStore.of(site.build()).list()).hasSize(1));
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
        assertThat(site.notes("calls")).filteredOn(call -> call.startsWith("plan")).hasSize(1);
    }

    @Test
    public void runsOnceThoughStartIsCalledTwice() throws Exception {
        environment.put("FAKE_SECONDS", "1");
        LocalStep plan = start();

        plan.execution().start();
        site.letGo();

        assertEndedAsIfNothingHadHappened(plan);
    }

    @Test
    public void findsItsRunThoughTheStepIsBackBeforeTheRunsAreLoaded() throws Exception {
        LocalStep plan = started(50);

        LocalStep back = site.restartStepFirst(plan);
        site.letGo();
        assertEndedAsIfNothingHadHappened(back);
    }

    @Test
    public void beginsAnewIfTheControllerDiedBeforeAnythingWasLaunched() throws Exception {
        environment.put("FAKE_SECONDS", "1");
        LocalStep plan = start();

        // It may have said so already when the controller died.
        assertEnded(restarted(plan), 2);
    }

    @Test
    public void isNotDisturbedByWhatTheAgentStillDoesForAControllerThatDied() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        site.agent().answerAfter(late);
        LocalStep plan = start();
        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isNotEmptyDirectory());

        LocalStep back = site.restart(plan);
        Eventually.holds(() -> assertThat(site.log().lines()).contains("line 50"));
        late.countDown();
        site.letGo();

        assertEnded(back, 2);
    }

    @Test
    public void waitsForAnAgentThatStaysAwayForAWhile() throws Exception {
        LocalStep plan = started(20);

        site.agent().disconnect();
        Eventually.holds(() -> assertThat(site.log().text()).contains("agent cannot be reached. The CLI there goes on"));
        site.agent().reconnect();
        site.letGo();

        assertEndedAsIfNothingHadHappened(plan);
        assertThat(site.log().lines()).contains("agent is back.");
    }

    @Test
    public void givesUpAnAgentThatStaysAwayTooLongAndCleansUpWhenItReturns() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("1s");
        environment.put("FAKE_SECONDS", "1");
        LocalStep plan = started(1);

        site.agent().disconnect();
        Throwable failure = plan.failure();

        assertThat(failure).isInstanceOf(CloudOpsException.class)
                .hasMessageStartingWith("The plan of .: agent has not been reachable for 1s. "
                        + "The CLI may still be running there; its end is followed when the agent returns. ")
                .hasMessageContaining("Whether the lock of the state (local ")
                .hasCauseInstanceOf(EOFException.class);
        assertThat(((CloudOpsException) failure).getKind()).isEqualTo("agent");
        site.build().end();
        site.agent().reconnect();
        site.letGo();
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
    }

    @Test
    public void failsIfTheNodeWasRemoved() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("1s");
        LocalStep plan = started(1);

        site.jenkins().remove("agent");

        assertThat(plan.failure()).isInstanceOf(CloudOpsException.class);
        site.build().end();
        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
        site.letGo();
    }
}
