package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import io.jenkins.plugins.cloudops.store.PlanStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class StopTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final Map<String, String> environment = new HashMap<>();
    private final TerraformPlanStep step = new TerraformPlanStep();
    private final FlowInterruptedException abort = new FlowInterruptedException(Result.ABORTED, true);

    @Before
    public void aSlowTool() {
        site.fakeTerraform();
        site.write("main.tf", "");
        step.setTool("./fake-terraform");
        environment.put("FAKE_NOTES", site.outside().toString());
        environment.put("FAKE_SECONDS", "60");
    }

    private LocalStep planning() throws Exception {
        step.setEnvironment(environment);
        LocalStep plan = site.start(step);
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));
        return plan;
    }

    private void assertNoProcess() {
        Eventually.holds(() -> assertThat(ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(site.workspace().getParent().toString())))
                .isEmpty());
    }

    @Test
    public void sendsOneInterruptToTheCliAndEndsWithTheCauseOfTheStop() throws Exception {
        LocalStep plan = planning();

        plan.execution().stop(abort);

        assertThat(plan.failure()).isSameAs(abort);
        assertThat(site.notes("signals")).containsExactly("SIGINT");
        assertNoProcess();
        assertThat(site.leftovers()).isEmpty();
        assertThat(site.log().lines()).contains("Asking the plan of . on agent to stop in an orderly way. "
                + "It will finish what is in flight and give the state lock back; nothing else needs to be done.");
        assertThat(PlanStore.of(site.build()).list()).singleElement()
                .satisfies(stored -> assertThat(stored.kind()).isEqualTo(FailureKind.INTERRUPTED.word()));
    }

    @Test
    public void sendsNoSecondInterruptWhenAskedAgain() throws Exception {
        environment.put("FAKE_STUBBORN", "1");
        environment.put("FAKE_SECONDS", "0");
        site.hold();
        LocalStep plan = planning();

        plan.execution().stop(abort);
        Eventually.holds(() -> assertThat(site.notes("signals")).hasSize(1));
        plan.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
        plan.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
        awaitBeats(2);
        site.letGo();

        assertThat(plan.failure()).isSameAs(abort);
        assertThat(site.notes("signals")).containsExactly("SIGINT");
        assertThat(site.log().lines()).filteredOn(
                "The step is asked to stop already; it waits for the CLI to finish what is in flight."::equals).hasSize(2);
        assertThat(site.log().lines()).filteredOn(line -> line.startsWith("Asking the plan")).hasSize(1);
    }

    @Test
    public void interruptsAgainAfterTheGrace() throws Exception {
        CloudOpsConfiguration.get().setGrace("2s");
        environment.put("FAKE_STUBBORN", "1");
        LocalStep plan = planning();

        plan.execution().stop(abort);

        assertThat(plan.failure()).isSameAs(abort);
        assertThat(site.notes("signals")).containsExactly("SIGINT", "SIGINT");
        assertNoProcess();
    }

    @Test
    public void endsAbortedEvenIfTheCliSucceedsAllTheSame() throws Exception {
        environment.put("FAKE_STUBBORN", "5");
        environment.put("FAKE_SECONDS", "0");
        site.hold();
        LocalStep plan = planning();

        plan.execution().stop(abort);
        Eventually.holds(() -> assertThat(site.notes("signals")).isNotEmpty());
        site.letGo();

        assertThat(plan.failure()).isSameAs(abort);
        assertThat(site.log().text()).doesNotContain("Plan: 1 to create");
    }

    @Test
    public void startsNothingWhenStoppedBeforeItBegan() throws Exception {
        step.setEnvironment(environment);
        CountDownLatch stopped = new CountDownLatch(1);
        site.agent().answerAfter(stopped);

        LocalStep plan = site.start(step);
        plan.execution().stop(abort);
        stopped.countDown();

        assertThat(plan.failure()).isSameAs(abort);
        assertThat(site.notes("calls")).isEmpty();
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void stopsTheCliOfAStepThatPipelineEndedByForce() throws Exception {
        LocalStep plan = planning();

        plan.context().force();

        Eventually.holds(() -> assertThat(site.notes("signals")).containsExactly("SIGINT"));
        assertNoProcess();
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
        assertThat(plan.isOver()).isFalse();
    }

    @Test
    public void keepsTheWorkspaceUntilTheCliOfAForcedStepHasEnded() throws Exception {
        environment.put("FAKE_STUBBORN", "1");
        environment.put("FAKE_SECONDS", "0");
        site.hold();
        LocalStep plan = planning();
        plan.execution().stop(abort);
        Eventually.holds(() -> assertThat(site.notes("signals")).hasSize(1));
        plan.context().force();
        site.build().end();

        CompletableFuture<Boolean> another = CompletableFuture.supplyAsync(this::isAtWorkOnceTheWorkspaceIsFree);
        awaitBeats(2);
        assertThat(another).isNotDone();
        site.letGo();

        assertThat(another.get(3, TimeUnit.MINUTES)).isFalse();
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
    }

    /** Whether the CLI works when somebody else can have the workspace. */
    private boolean isAtWorkOnceTheWorkspaceIsFree() {
        try (var lease = site.agent().machine().getWorkspaceList().acquire(site.agent().file(site.workspace().toString()))) {
            return site.notes("pid").stream().flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream()).findAny().isPresent();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the watcher of the plan has begun so many more rounds. */
    private void awaitBeats(int more) {
        AtomicInteger first = new AtomicInteger();
        Eventually.holds(() -> {
            int beat = beat();
            first.compareAndSet(0, beat);
            assertThat(beat).isGreaterThanOrEqualTo(Math.max(first.get(), 1) + more);
        });
    }

    /** The number of the round; 0 for a moment while it is written. */
    private int beat() throws IOException {
        for (Path run : site.leftovers()) {
            Path alive = run.resolve("plan.alive");
            if (Files.exists(alive)) {
                String beat = Files.readString(alive).trim();
                return beat.isEmpty() ? 0 : Integer.parseInt(beat);
            }
        }
        return 0;
    }

    @Test
    public void hidesTheCliFromWhatJenkinsKills() throws Exception {
        LocalStep plan = planning();
        Path process = Path.of("/proc", site.notes("pid").get(0));
        assumeTrue("This test needs /proc, which Linux has.", Files.exists(process));

        List<String> variables = List.of(Files.readString(process.resolve("environ")).split("\0"));

        assertThat(variables).contains("JENKINS_SERVER_COOKIE=cloudops-pipeline", "JENKINS_NODE_COOKIE=cloudops-pipeline",
                "BUILD_ID=cloudops-pipeline");
        plan.execution().stop(abort);
        plan.failure();
    }
}
