package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Steps on one state. */
public class TurnTest {

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
        step.setInit("never");
        step.setEnvironment(Map.of("FAKE_NOTES", site.outside().toString(), "FAKE_SECONDS", seconds, "FAKE_LINES", "1"));
        return step;
    }

    private LocalStep first(String seconds) throws Exception {
        LocalStep first = site.start("first", planning(seconds));
        Eventually.holds(() -> assertThat(plans()).isEqualTo(1));
        return first;
    }

    private LocalStep waiting(String name, int place) throws Exception {
        LocalStep step = site.start(name, planning("0.1"));
        Eventually.holds(() -> assertThat(step.execution().getStatus()).startsWith("number " + place + " in line for the state (local "));
        return step;
    }

    private long plans() {
        return site.notes("calls").stream().filter(call -> call.startsWith("plan")).count();
    }

    private void assertNobodyIsLeft() {
        Eventually.holds(() -> assertThat(Turns.get().list()).isEmpty());
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
    }

    @Test
    public void oneWorksAfterTheOtherInTheOrderInWhichTheyCame() throws Exception {
        LocalStep first = first("2");
        LocalStep second = waiting("second", 1);
        LocalStep third = waiting("third", 2);

        assertThat(((Map<?, ?>) first.result()).get("waited")).isEqualTo(0L);
        assertThat((Long) ((Map<?, ?>) second.result()).get("waited")).isPositive();
        assertThat((Long) ((Map<?, ?>) third.result()).get("waited")).isPositive();

        assertThat(plans()).isEqualTo(3);
        assertThat(site.log().lines()).filteredOn(line -> line.startsWith("Waiting for the state (local "))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("as number 1 in line. folder/shop  #1 #1 works on it since ", " UTC (plan of .)."),
                        line -> assertThat(line).contains("as number 2 in line."),
                        line -> assertThat(line).contains("as number 1 in line."));
        assertThat(site.log().lines()).filteredOn(line -> line.startsWith("It is the turn of this build on the state (local ")).hasSize(2);
        assertNobodyIsLeft();
    }

    @Test
    public void whoeverWaitsIsAbortedAtOnce() throws Exception {
        LocalStep first = first("3");
        LocalStep second = waiting("second", 1);
        LocalStep third = waiting("third", 2);

        second.execution().stop(new FlowInterruptedException(Result.ABORTED, true));

        assertThat(second.failure()).isInstanceOf(FlowInterruptedException.class);
        assertThat(first.isOver()).isFalse();
        Eventually.holds(() -> assertThat(third.execution().getStatus()).startsWith("number 1 in line"));
        third.result();
        assertThat(plans()).isEqualTo(2);
        assertNobodyIsLeft();
    }

    @Test
    public void whoeverIsEndedByForceFreesItsPlace() throws Exception {
        LocalStep first = first("2");
        LocalStep second = waiting("second", 1);
        LocalStep third = waiting("third", 2);

        second.context().force();
        third.result();

        first.result();
        assertThat(plans()).isEqualTo(2);
        assertNobodyIsLeft();
    }

    @Test
    public void anAbortOfTheOneLetsTheNextOneWork() throws Exception {
        LocalStep first = first("60");
        LocalStep second = waiting("second", 1);

        first.execution().stop(new FlowInterruptedException(Result.ABORTED, true));

        assertThat(second.result()).isInstanceOf(Map.class);
        assertThat(site.notes("signals")).containsExactly("SIGINT");
    }

    @Test
    public void aFailureOfTheOneLetsTheNextOneWork() throws Exception {
        TerraformPlanStep failing = planning("0");
        failing.setEnvironment(Map.of("FAKE_NOTES", site.outside().toString(), "FAKE_FAILS", "plan:1:It is wrong"));
        LocalStep first = site.start("first", failing);
        Eventually.holds(() -> assertThat(plans()).isEqualTo(1));
        LocalStep second = site.start("second", planning("0"));

        assertThat(first.failure()).isInstanceOf(CloudOpsException.class);
        second.result();
        assertNobodyIsLeft();
    }

    @Test
    public void placesAreKeptOverARestart() throws Exception {
        List<LocalStep> steps = new ArrayList<>(List.of(first("3"), waiting("second", 1), waiting("third", 2)));

        List<LocalStep> back = site.restart(steps);

        assertThat(back.get(2).execution().getStatus()).startsWith("number 2 in line");
        for (LocalStep step : back) {
            assertThat(step.result()).isInstanceOf(Map.class);
        }
        assertThat(plans()).isEqualTo(3);
        assertNobodyIsLeft();
    }

    @Test
    public void buildsThatDiedWithTheControllerFreeTheirPlaces() throws Exception {
        first("2");
        waiting("second", 1);
        site.kill();
        site.boot(false);

        assertNobodyIsLeft();
        assertThat(plans()).isEqualTo(1);
    }

    @Test
    public void nobodyWaitsForAPlanToBeReadAndKept() throws Exception {
        Path slow = site.write("slow-to-read", "#!/bin/sh",
                "[ $1 = show ] && rm -f \"${3%/*}/plan.json\" && exec mkfifo \"${3%/*}/plan.json\"",
                "exec ./fake-terraform \"$@\"");
        Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
        TerraformPlanStep step = planning("1");
        step.setTool("./slow-to-read");
        LocalStep first = site.start("first", step);
        Eventually.holds(() -> assertThat(plans()).isEqualTo(1));
        LocalStep second = waiting("second", 1);

        try {
            second.result();
            assertThat(first.isOver()).isFalse();
            Eventually.holds(() -> assertThat(Turns.get().list()).isEmpty());
        } finally {
            finish(site.leftovers().get(0).resolve("plan.json"), "{\"format_version\":\"1.2\"}");
        }

        assertThat(first.result()).isInstanceOf(Map.class);
        assertNobodyIsLeft();
    }

    /** Lets whoever reads a pipe go on, and whoever reads the file again find the same. */
    private static void finish(Path pipe, String text) throws Exception {
        try (RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw")) {
            Files.move(Files.writeString(pipe.resolveSibling("whole"), text), pipe, StandardCopyOption.REPLACE_EXISTING);
            writer.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    public void withoutLockNobodyWaits() throws Exception {
        LocalStep first = first("3");
        TerraformPlanStep without = planning("0");
        without.setLock(false);

        site.start("second", without).result();

        assertThat(first.isOver()).isFalse();
        assertThat(site.notes("calls")).anyMatch(call -> call.startsWith("plan") && call.contains("-lock=false"));
        first.result();
    }

    @Test
    public void theTurnIsKeptWhileTheCliMayStillWork() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("1s");
        LocalStep first = first("5");
        LocalStep second = waiting("second", 1);

        site.agent().disconnect();
        assertThat(first.failure()).isInstanceOf(CloudOpsException.class);

        assertThat(second.execution().getStatus()).startsWith("number 1 in line");
        assertThat(plans()).isEqualTo(1);
        site.agent().reconnect();
        second.result();
        assertNobodyIsLeft();
    }

    @Test
    public void whoeverWaitsForAStateThatIsClosedMeanwhileDoesNotBegin() throws Exception {
        LocalStep first = first("3");
        LocalStep second = waiting("second", 1);
        String key = Turns.get().list().get(0).key();

        ClosedStates.get().close(new ClosedState(key, "local", "folder/shop #1#1", "run", "Nobody knows.", 1));

        assertThat(((CloudOpsException) second.failure()).getKind()).isEqualTo("unknown");
        assertThat(first.isOver()).isFalse();
        first.result();
        assertThat(plans()).isEqualTo(1);
    }

    @Test
    public void whatTheCliGetsIsWhatCredentialsAreWhenItsTurnHasCome() throws Exception {
        LocalStep first = first("3");
        LocalStep second = waiting("second", 1);
        Path directory = site.leftovers().stream().filter(path -> !Files.exists(path.resolve("plan.started"))).findFirst().orElseThrow();
        Files.writeString(directory.resolve("plan.env"), "exit 99\n");

        assertThat(second.result()).isInstanceOf(Map.class);
        first.result();
    }
}
