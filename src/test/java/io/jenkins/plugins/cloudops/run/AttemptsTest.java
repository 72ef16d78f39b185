package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Launcher;
import hudson.Proc;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import io.jenkins.plugins.cloudops.store.PlanStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class AttemptsTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final Map<String, String> environment = new HashMap<>();
    private final TerraformPlanStep step = new TerraformPlanStep();

    @Before
    public void aToolThatFails() {
        site.fakeTerraform();
        site.write("main.tf", "");
        step.setTool("./fake-terraform");
        environment.put("FAKE_NOTES", site.outside().toString());
    }

    private LocalStep start() throws Exception {
        step.setEnvironment(environment);
        return site.start(step);
    }

    private List<String> calls() {
        return site.notes("calls").stream().map(call -> call.split(" ")[0]).toList();
    }

    @Test
    public void triesAgainWhatFailsForAReasonThatMayPass() throws Exception {
        environment.put("FAKE_FAILS", "init:1:dial tcp 127.0.0.1:1: connect: connection refused");
        step.setRetry(3);

        LocalStep plan = start();

        assertThat(((Map<?, ?>) plan.result()).get("create")).isEqualTo(1);
        assertThat(calls()).containsExactly("version", "init", "version", "init", "plan", "show");
        assertThat(site.log().lines()).filteredOn(line -> line.contains("attempt 2 of 3 in ")).hasSize(1)
                .allMatch(line -> line.contains("This may pass (network)"));
        assertThat(site.log().lines()).noneMatch(line -> line.contains("attempt 3"));
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void launchesAgainWhatGotLostBeforeItsFirstCommand() throws Exception {
        Launcher real = site.launcher();
        List<Proc> lost = new ArrayList<>();
        launchBy(starter -> {
            if (lost.isEmpty()) {
                lost.add(real.launch(real.launch().cmds("true").pwd(starter.pwd())));
                return lost.get(0);
            }
            return real.launch(starter);
        });

        LocalStep plan = start();

        assertThat(((Map<?, ?>) plan.result()).get("create")).isEqualTo(1);
        assertThat(calls()).containsExactly("version", "init", "plan", "show");
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void failsWhenTheLauncherIsBroken() throws Exception {
        launchBy(starter -> {
            throw new IllegalStateException("a plugin has no such container");
        });

        Throwable failure = start().failure();

        assertThat(failure).isInstanceOf(CloudOpsException.class).hasMessageContaining("a plugin has no such container");
        assertThat(((CloudOpsException) failure).getKind()).isEqualTo("agent");
        assertThat(calls()).isEmpty();
        Eventually.holds(() -> assertThat(site.leftovers()).noneMatch(path -> path.getFileName().toString().startsWith("cloudops-")));
    }

    /** Starts a process. */
    private interface Launching {
        Proc launch(Launcher.ProcStarter starter) throws IOException;
    }

    private void launchBy(Launching launching) {
        site.launchWith(new Launcher(TaskListener.NULL, null) {
            @Override
            public Proc launch(ProcStarter starter) throws IOException {
                return launching.launch(starter);
            }
        });
    }

    @Test
    public void endsWithTheLastAttempt() throws Exception {
        environment.put("FAKE_FAILS", "plan:9:Throttling: Rate exceeded");
        step.setRetry(2);

        Throwable failure = start().failure();

        assertThat(failure).isInstanceOf(CloudOpsException.class).hasMessageContaining("Throttling: Rate exceeded");
        assertThat(((CloudOpsException) failure).getKind()).isEqualTo("throttled");
        assertThat(calls()).containsExactly("version", "init", "plan", "plan");
        assertThat(PlanStore.of(site.build()).list()).singleElement().matches(plan -> plan.kind().equals("throttled"));
    }

    @Test
    public void doesNotTryAgainWhatWouldFailAgain() throws Exception {
        environment.put("FAKE_FAILS", "plan:1:There is no such argument");
        step.setRetry(3);

        Throwable failure = start().failure();

        assertThat(((CloudOpsException) failure).getKind()).isEqualTo("configuration");
        assertThat(calls()).containsExactly("version", "init", "plan");
    }

    @Test
    public void stopsBetweenTwoAttempts() throws Exception {
        environment.put("FAKE_FAILS", "init:9:dial tcp: i/o timeout");
        step.setRetry(10);
        LocalStep plan = start();
        Eventually.holds(() -> assertThat(site.log().lines()).anyMatch(line -> line.contains("attempt 3 of 10")));

        plan.execution().stop(new FlowInterruptedException(Result.ABORTED, true));

        assertThat(plan.failure()).isInstanceOf(FlowInterruptedException.class);
        assertThat(calls()).doesNotContain("plan");
        assertThat(site.leftovers()).isEmpty();
    }
}
