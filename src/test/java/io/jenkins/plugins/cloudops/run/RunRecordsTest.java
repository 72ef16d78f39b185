package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import io.jenkins.plugins.cloudops.store.RunStore;
import io.jenkins.plugins.cloudops.store.StoredRun;
import io.jenkins.plugins.cloudops.store.StoredRun.Status;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class RunRecordsTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Before
    public void aTool() {
        site.fakeTerraform();
        site.write("main.tf", "");
    }

    private TerraformPlanStep planning(String seconds) {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setTool("./fake-terraform");
        step.setName("shop");
        step.setInit("never");
        step.setEnvironment(Map.of("FAKE_NOTES", site.outside().toString(), "FAKE_SECONDS", seconds, "FAKE_LINES", "1"));
        return step;
    }

    private List<StoredRun> goingOn() {
        return CliRuns.get().goingOn(site.build().getParent().getFullName());
    }

    private StoredRun kept() {
        List<StoredRun> runs = RunStore.of(site.build()).list();
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    @Test
    public void aRunIsPendingWhileItWaitsAndRunningWhileItsCliWorks() throws Exception {
        LocalStep first = site.start("first", planning("60"));
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));
        LocalStep second = site.start("second", planning("0.1"));
        Eventually.holds(() -> assertThat(second.execution().getStatus()).startsWith("number 1 in line"));

        // A moment later than in the status of the step.
        Eventually.holds(() -> assertThat(goingOn()).extracting(StoredRun::status)
                .containsExactlyInAnyOrder(Status.RUNNING, Status.PENDING));
        assertThat(goingOn()).noneMatch(StoredRun::isDone);
        assertThat(CliRuns.get().jobs()).contains(site.build().getParent().getFullName());
        assertThat(CliRuns.get().goingOn("another job")).isEmpty();
        assertThat(RunStore.of(site.build()).isEmpty()).isTrue();

        first.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
        first.failure();
        second.result();

        assertThat(goingOn()).isEmpty();
        List<StoredRun> runs = RunStore.of(site.build()).list();
        assertThat(runs).extracting(StoredRun::status).containsExactly(Status.SUCCEEDED, Status.CANCELLED);
        assertThat(runs.get(1).kind()).isEqualTo("interrupted");
        assertThat(runs.get(0)).satisfies(run -> {
            assertThat(run.operation()).isEqualTo("plan");
            assertThat(run.subject()).isEqualTo(new StoredRun.Subject("shop", ".", "default"));
            assertThat(run.build()).isEqualTo(1);
            assertThat(run.trace()).isEqualTo(BuildTrace.of(site.build()).traceId());
            assertThat(run.ended() - run.started()).isBetween(1L, 120_000L);
            assertThat(run.waited().millis()).isPositive();
            assertThat(run.kind()).isEmpty();
        });
    }

    @Test
    public void aRunThatNeverBeganHasFailed() throws Exception {
        TerraformPlanStep step = planning("0.1");
        step.setStack("nowhere");

        site.start(step).failure();

        assertThat(kept().status()).isEqualTo(Status.FAILED);
        assertThat(kept().kind()).isEqualTo("configuration");
        assertThat(kept().failure()).contains("there is no directory 'nowhere'");
        assertThat(kept().subject().workspace()).isEmpty();
    }

    @Test
    public void aRunBeginsOnceItsRecordCanBeWritten() throws Exception {
        Path runs = site.home().resolve("cloudops-pipeline/runs");
        Files.createDirectories(runs.getParent());
        Files.createFile(runs);
        CountDownLatch refused = new CountDownLatch(1);
        Logger logger = Logger.getLogger(RunFollower.class.getName());
        Handler watcher = new Handler() {
            @Override
            public void publish(LogRecord record) {
                refused.countDown();
            }

            @Override
            public void flush() {
                // Nothing is kept.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        logger.addHandler(watcher);
        try {
            LocalStep plan = site.start(planning("0"));
            assertThat(refused.await(1, TimeUnit.MINUTES)).isTrue();
            Files.delete(runs);

            assertThat(plan.result()).isInstanceOf(Map.class);
        } finally {
            logger.removeHandler(watcher);
        }

        assertThat(site.notes("pid")).hasSize(1);
    }

    @Test
    public void whatIsWrittenWhileTheRunsAreLoadedIsLeftAlone() throws Exception {
        LocalStep plan = site.start(planning("60"));
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));
        Path written = Files.createFile(site.home().resolve("cloudops-pipeline/runs/atomic1tmp"));

        // As for a step that is back before the runs.
        site.jenkins().loaded();
        assertThat(written).exists();

        plan.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
        plan.failure();
        site.kill();
        site.boot(false);
        assertThat(written).as("left by a controller that was killed").doesNotExist();
    }

    @Test
    public void aRunThatGoesOnThroughARestartIsKeptOnce() throws Exception {
        site.hold();
        LocalStep plan = site.start(planning("0"));
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));

        LocalStep back = site.restart(plan);
        Eventually.holds(() -> assertThat(goingOn()).extracting(StoredRun::status).containsExactly(Status.RUNNING));
        site.letGo();
        back.result();

        assertThat(kept().status()).isEqualTo(Status.SUCCEEDED);
        assertThat(goingOn()).isEmpty();
    }
}
