package io.jenkins.plugins.cloudops.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.lock.LockProblem.CannotLock;
import io.jenkins.plugins.cloudops.engine.lock.LockProblem.HeldBy;
import io.jenkins.plugins.cloudops.engine.lock.LockProof.Verdict;
import io.jenkins.plugins.cloudops.engine.lock.RunWindow.Process;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class LockProofTest {

    private static final StateKey STATE = s3("network.tfstate");
    private static final Instant FROM = Instant.parse("2026-11-21T11:49:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-21T11:51:00Z");

    @Test
    public void aLockOfOurRunThatIsOverAndGoneIsDead() {
        LockProof proof = proof(run("net #1", true, Process.GONE));

        assertThat(proof.verdict()).isEqualTo(Verdict.OURS_DEAD);
        assertThat(proof.run()).isEqualTo("net #1");
        assertThat(proof.reason()).isEqualTo("The lock was left behind by net #1: that build has ended, and its process is gone.");
    }

    @Test
    public void itIsAliveWhileTheBuildOrTheProcessIs() {
        assertThat(proof(run("net #1", false, Process.GONE)).verdict()).isEqualTo(Verdict.OURS_ALIVE);
        assertThat(proof(run("net #1", true, Process.RUNNING)).verdict()).isEqualTo(Verdict.OURS_ALIVE);
        assertThat(proof(run("net #1", false, Process.UNKNOWN)).verdict()).isEqualTo(Verdict.OURS_ALIVE);
    }

    @Test
    public void itIsNotProvenDeadByAnAgentThatIsAway() {
        assertThat(proof(run("net #1", true, Process.UNKNOWN)).verdict()).isEqualTo(Verdict.NOT_PROVABLE);
    }

    @Test
    public void aLockOfAnotherUserHostTimeOrStateIsForeign() {
        assertForeign(window("net #1", STATE, "ci@agent-2", FROM, UNTIL));
        assertForeign(window("net #1", STATE, "CI@agent-1", FROM, UNTIL));
        assertForeign(window("net #1", STATE, "ci@agent-1", FROM.plusSeconds(3600), UNTIL.plusSeconds(3600)));
        assertForeign(window("net #1", STATE, "ci@agent-1", FROM.minusSeconds(3600), UNTIL.minusSeconds(3600)));
        assertForeign(window("net #1", s3("dns.tfstate"), "ci@agent-1", FROM, UNTIL));
        assertThat(LockProof.of(STATE, held("ci@agent-1", "2026-11-21 11:50:00 +0000 UTC"), List.of()).verdict()).isEqualTo(Verdict.FOREIGN);
    }

    @Test
    public void aFewSecondsOutsideOfTheRunAreTolerated() {
        RunWindow run = run("net #1", true, Process.GONE);

        assertThat(at("2026-11-21 11:48:55 +0000 UTC", run)).isEqualTo(Verdict.OURS_DEAD);
        assertThat(at("2026-11-21 11:48:54.9 +0000 UTC", run)).isEqualTo(Verdict.FOREIGN);
        assertThat(at("2026-11-21 11:51:05 +0000 UTC", run)).isEqualTo(Verdict.OURS_DEAD);
        assertThat(at("2026-11-21 11:51:05.1 +0000 UTC", run)).isEqualTo(Verdict.FOREIGN);
    }

    @Test
    public void aRunThatWasNeverSeenToEndFitsToTheEndOfTime() {
        assertThat(proof(new RunWindow("net #1", STATE, "ci@agent-1", Instant.MIN, Instant.MAX, true, Process.GONE)).verdict())
                .isEqualTo(Verdict.OURS_DEAD);
    }

    @Test
    public void twoRunsThatFitAreNoProof() {
        LockProof proof = proof(run("net #1", true, Process.GONE), run("net #2", true, Process.GONE));

        assertThat(proof.verdict()).isEqualTo(Verdict.NOT_PROVABLE);
        assertThat(proof.reason()).contains("net #1, net #2");
        assertThat(proof(run("net #1", true, Process.GONE), window("net #2", s3("dns.tfstate"), "ci@agent-1", FROM, UNTIL)).verdict())
                .isEqualTo(Verdict.OURS_DEAD);
    }

    @Test
    public void twoStagesOfOneRunAreAsAliveAsTheOneThatIs() {
        assertThat(proof(run("net #1", true, Process.GONE), run("net #1", true, Process.GONE)).verdict()).isEqualTo(Verdict.OURS_DEAD);
        assertThat(proof(run("net #1", true, Process.GONE), run("net #1", true, Process.RUNNING)).verdict()).isEqualTo(Verdict.OURS_ALIVE);
    }

    @Test
    public void nothingIsProvenByBackendsThatDoNotNameTheHolder() throws IOException {
        RunWindow run = new RunWindow("net #1", STATE, "root@vm", Instant.MIN, Instant.MAX, true, Process.GONE);

        for (String backend : new String[] {"pg", "http"}) {
            LockProof proof = LockProof.of(STATE, LockTranscripts.problem(backend, "held-" + backend + ".json"), List.of(run));
            assertThat(proof.verdict()).as(backend).isEqualTo(Verdict.NOT_PROVABLE);
            assertThat(proof.run()).isEmpty();
        }
        assertThat(LockProof.of(STATE, LockTranscripts.problem("s3", "killed-s3-lockfile.json"), List.of(run)).verdict()).isEqualTo(Verdict.OURS_DEAD);
    }

    @Test
    public void nothingIsProvenWithoutALockOrByALockThatSaysLittle() {
        RunWindow run = run("net #1", true, Process.GONE);

        assertThat(LockProof.of(STATE, new CannotLock("AccessDenied"), List.of(run)).verdict()).isEqualTo(Verdict.NOT_PROVABLE);
        assertThat(LockProof.of(STATE, held("", "2026-11-21 11:50:00 +0000 UTC"), List.of(run)).verdict()).isEqualTo(Verdict.NOT_PROVABLE);
        assertThat(LockProof.of(STATE, held("ci@agent-1", ""), List.of(run)).verdict()).isEqualTo(Verdict.NOT_PROVABLE);
    }

    @Test
    public void aLockOnALocalStateCannotOutliveItsProcess() {
        StateKey local = StateKey.of("local", Map.of(), Map.of(), "", "agent-1", "/w/net");
        LockProof proof = LockProof.of(local, held("ci@agent-1", "2026-11-21 11:50:00 +0000 UTC"),
                List.of(new RunWindow("net #1", local, "ci@agent-1", FROM, UNTIL, true, Process.GONE)));

        assertThat(proof.verdict()).isEqualTo(Verdict.NOT_PROVABLE);
        assertThat(proof.reason()).contains("another process");
    }

    private static void assertForeign(RunWindow run) {
        LockProof proof = proof(run);
        assertThat(proof.verdict()).isEqualTo(Verdict.FOREIGN);
        assertThat(proof.run()).isEmpty();
        assertThat(proof.reason()).isNotBlank();
    }

    private static LockProof proof(RunWindow... runs) {
        return LockProof.of(STATE, held("ci@agent-1", "2026-11-21 11:50:00.5 +0000 UTC"), List.of(runs));
    }

    private static Verdict at(String created, RunWindow run) {
        return LockProof.of(STATE, held("ci@agent-1", created), List.of(run)).verdict();
    }

    private static HeldBy held(String who, String created) {
        return new HeldBy(new LockInfo("1b8839ea", "", "OperationTypeApply", who, "1.11.4", created, ""));
    }

    private static RunWindow run(String name, boolean ended, Process process) {
        return new RunWindow(name, STATE, "ci@agent-1", FROM, UNTIL, ended, process);
    }

    private static RunWindow window(String name, StateKey state, String who, Instant from, Instant until) {
        return new RunWindow(name, state, who, from, until, true, Process.GONE);
    }

    private static StateKey s3(String key) {
        return StateKey.of("s3", Map.of("bucket", "states", "key", key), Map.of(), "", "", "");
    }
}
