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
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    private TerraformPlanStep planning() {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setTool("./fake-terraform");
        step.setInit("never");
        step.setEnvironment(Map.of("FAKE_NOTES", site.outside().toString(), "FAKE_LINES", "1"));
        return step;
    }

    /** Works until the site lets go. */
    private LocalStep first() throws Exception {
        return first(planning());
    }

    private LocalStep first(TerraformPlanStep step) throws Exception {
        site.hold();
        LocalStep first = site.start("first", step);
        Eventually.holds(() -> assertThat(plans()).isEqualTo(1));
        return first;
    }

    private LocalStep waiting(String name, int place) throws Exception {
        LocalStep step = site.start(name, planning());
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
        LocalStep first = first();
        LocalStep second = waiting("second", 1);
        LocalStep third = waiting("third", 2);
        site.letGo();

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
        LocalStep first = first();
        LocalStep second = waiting("second", 1);
        LocalStep third = waiting("third", 2);

        second.execution().stop(new FlowInterruptedException(Result.ABORTED, true));

        assertThat(second.failure()).isInstanceOf(FlowInterruptedException.class);
        assertThat(first.isOver()).isFalse();
        Eventually.holds(() -> assertThat(third.execution().getStatus()).startsWith("number 1 in line"));
        site.letGo();
        third.result();
        assertThat(plans()).isEqualTo(2);
        assertNobodyIsLeft();
    }

    @Test
    public void whoeverIsEndedByForceFreesItsPlace() throws Exception {
        LocalStep first = first();
        LocalStep second = waiting("second", 1);
        LocalStep third = waiting("third", 2);

        second.context().force();
        site.letGo();
        third.result();

        first.result();
        assertThat(plans()).isEqualTo(2);
        assertNobodyIsLeft();
    }

    @Test
    public void anAbortOfTheOneLetsTheNextOneWork() throws Exception {
        LocalStep first = first();
        LocalStep second = waiting("second", 1);

        first.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
        assertThat(first.failure()).isInstanceOf(FlowInterruptedException.class);
        site.letGo();

        assertThat(second.result()).isInstanceOf(Map.class);
        assertThat(site.notes("signals")).containsExactly("SIGINT");
    }

    @Test
    public void aFailureOfTheOneLetsTheNextOneWork() throws Exception {
        TerraformPlanStep failing = planning();
        failing.setEnvironment(Map.of("FAKE_NOTES", site.outside().toString(), "FAKE_FAILS", "plan:1:It is wrong"));
        LocalStep first = site.start("first", failing);
        Eventually.holds(() -> assertThat(plans()).isEqualTo(1));
        LocalStep second = site.start("second", planning());

        assertThat(first.failure()).isInstanceOf(CloudOpsException.class);
        second.result();
        assertNobodyIsLeft();
    }

    @Test
    public void placesAreKeptOverARestart() throws Exception {
        List<LocalStep> steps = new ArrayList<>(List.of(first(), waiting("second", 1), waiting("third", 2)));

        List<LocalStep> back = site.restart(steps);

        assertThat(back.get(2).execution().getStatus()).startsWith("number 2 in line");
        site.letGo();
        for (LocalStep step : back) {
            assertThat(step.result()).isInstanceOf(Map.class);
        }
        assertThat(plans()).isEqualTo(3);
        assertNobodyIsLeft();
    }

    @Test
    public void buildsThatDiedWithTheControllerFreeTheirPlaces() throws Exception {
        first();
        waiting("second", 1);
        site.kill();
        site.boot(false);
        site.letGo();

        assertNobodyIsLeft();
        assertThat(plans()).isEqualTo(1);
    }

    @Test
    public void nobodyWaitsForAPlanToBeReadAndKept() throws Exception {
        Path slow = site.write("slow-to-read", "#!/bin/sh",
                "[ $1 = show ] && rm -f \"${3%/*}/plan.json\" && exec mkfifo \"${3%/*}/plan.json\"",
                "exec ./fake-terraform \"$@\"");
        Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
        TerraformPlanStep step = planning();
        step.setTool("./slow-to-read");
        LocalStep first = first(step);
        LocalStep second = waiting("second", 1);
        site.letGo();

        try {
            second.result();
            assertThat(first.isOver()).isFalse();
            Eventually.holds(() -> assertThat(Turns.get().list()).isEmpty());
        } finally {
            finish(runs().filter(run -> Files.exists(run.resolve("plan.started"))).findFirst().orElseThrow().resolve("plan.json"), "{\"format_version\":\"1.2\"}");
        }

        assertThat(first.result()).isInstanceOf(Map.class);
        assertNobodyIsLeft();
    }

    /** The run directories that are there. */
    private Stream<Path> runs() throws IOException {
        return site.leftovers().stream().filter(path -> path.getFileName().toString().startsWith("cloudops-"));
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
        LocalStep first = first();
        TerraformPlanStep without = planning();
        without.setLock(false);

        LocalStep second = site.start("second", without);

        Eventually.holds(() -> assertThat(plans()).isEqualTo(2));
        assertThat(first.isOver()).isFalse();
        site.letGo();
        second.result();
        assertThat(site.notes("calls")).anyMatch(call -> call.startsWith("plan") && call.contains("-lock=false"));
        first.result();
    }

    @Test
    public void theTurnIsKeptWhileTheCliMayStillWork() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("1s");
        LocalStep first = first();
        LocalStep second = waiting("second", 1);

        site.agent().disconnect();
        assertThat(first.failure()).isInstanceOf(CloudOpsException.class);

        assertThat(second.execution().getStatus()).startsWith("number 1 in line");
        assertThat(plans()).isEqualTo(1);
        site.agent().reconnect();
        site.letGo();
        second.result();
        assertNobodyIsLeft();
    }

    @Test
    public void whoeverWaitsForAStateThatIsClosedMeanwhileDoesNotBegin() throws Exception {
        LocalStep first = first();
        LocalStep second = waiting("second", 1);
        String key = Turns.get().list().get(0).key();

        ClosedStates.get().close(new ClosedState(key, "local", "folder/shop #1#1", "run", "Nobody knows.", 1));

        assertThat(((CloudOpsException) second.failure()).getKind()).isEqualTo("unknown");
        assertThat(first.isOver()).isFalse();
        site.letGo();
        first.result();
        assertThat(plans()).isEqualTo(1);
    }

    @Test
    public void whatTheCliGetsIsWhatCredentialsAreWhenItsTurnHasCome() throws Exception {
        LocalStep first = first();
        LocalStep second = waiting("second", 1);
        Path directory = runs().filter(path -> !Files.exists(path.resolve("plan.started"))).findFirst().orElseThrow();
        Files.writeString(directory.resolve("plan.env"), "exit 99\n");
        site.letGo();

        assertThat(second.result()).isInstanceOf(Map.class);
        first.result();
    }
}
