package io.jenkins.plugins.cloudops.engine.terraform.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ApplyReaderTest {

    private static String hook(String type, String address, String action, String rest, int millis) {
        return String.format("{\"@level\":\"info\",\"@message\":\"m\",\"@module\":\"terraform.ui\",\"@timestamp\":\"2026-01-01T00:%02d:%02d.%03d000Z\","
                + "\"hook\":{\"resource\":{\"addr\":\"%s\"},\"action\":\"%s\"%s},\"type\":\"%s\"}%n",
                millis / 60_000, millis / 1000 % 60, millis % 1000, address, action, rest, type);
    }

    private static ApplyOutcome unplanned(String stream) throws IOException {
        return new ApplyReader().read(Applies.in(stream), ResourceSink.none());
    }

    @Test
    public void everythingThatWasPlannedIsApplied() throws IOException {
        ApplyOutcome outcome = Applies.read("../event/apply.jsonl", "../plan/everything.json");

        assertThat(outcome.applied()).isEqualTo(Counts.of(Map.of(Action.DELETE, 4, Action.REPLACE, 3, Action.FORGET, 1, Action.UPDATE, 5,
                Action.CREATE, 2, Action.IMPORT, 1, Action.MOVE, 1, Action.READ, 1)));
        assertThat(outcome.imported()).isEqualTo(2);
        assertThat(outcome.finished()).isTrue();
        assertThat(outcome.failed() + outcome.interrupted() + outcome.notReached()).isZero();
        assertThat(outcome.total()).isEqualTo(18);
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.toolVersion()).isEqualTo("1.11.4");
        assertThat(outcome.millis()).isEqualTo(105);
        assertThat(outcome.stateDumped()).isFalse();
        assertThat(outcome.lockNotReleased()).isFalse();
    }

    @Test
    public void theCountsAgreeWithTheToolsOwn() throws IOException {
        for (String[] files : new String[][] {{"../event/apply.jsonl", "../plan/everything.json"}, {"deposed.jsonl", "deposed.json"},
                {"outputs.jsonl", "outputs.json"}}) {
            Counts counts = Applies.read(files[0], files[1]).applied();
            Event.Summary summary = new String(Applies.bytes(files[0]), StandardCharsets.UTF_8).lines().map(EventReader::read)
                    .filter(Event.Summary.class::isInstance).map(Event.Summary.class::cast).findFirst().orElseThrow();

            assertThat(counts.create() + counts.replace()).as(files[0]).isEqualTo(summary.add());
            assertThat(counts.update()).as(files[0]).isEqualTo(summary.change());
            assertThat(counts.delete() + counts.replace()).as(files[0]).isEqualTo(summary.remove());
            assertThat(Applies.read(files[0], files[1]).imported()).as(files[0]).isEqualTo(summary.importing());
        }
    }

    @Test
    public void withoutTheChangesTheEventsSayWhatWasPlanned() throws IOException {
        ApplyOutcome outcome = new ApplyReader().read(new ByteArrayInputStream(Applies.bytes("mixed.jsonl")), ResourceSink.none());

        assertThat(Applies.shortly(outcome.resources()))
                .containsExactlyInAnyOrderElementsOf(Applies.shortly(Applies.read("mixed.jsonl", "mixed.json").resources()));
    }

    @Test
    public void whatFailedComesFirstThenWhatWasNotReached() throws IOException {
        ApplyOutcome outcome = Applies.read("mixed.jsonl", "mixed.json");

        assertThat(Applies.shortly(outcome.resources())).containsExactly(
                "failed replace terraform_data.half",
                "failed replace terraform_data.half_first_created",
                "not reached create terraform_data.each[\"a b\"]",
                "not reached create terraform_data.each[\"c/d\"]",
                "applied update terraform_data.updated",
                "applied replace terraform_data.replaced",
                "applied delete terraform_data.deleted",
                "applied create terraform_data.slow");
        assertThat(outcome.finished()).isFalse();
        assertThat(outcome.failed()).isEqualTo(2);
        assertThat(outcome.notReached()).isEqualTo(2);
        assertThat(outcome.applied().replace()).isEqualTo(1);
        assertThat(outcome.applied().read()).as("its turn did not come").isZero();
        assertThat(outcome.resources().get(0).problem()).startsWith("local-exec provisioner error: Error running command")
                .endsWith("(main.tf line 6)");
        assertThat(outcome.resources().get(2).problem()).isEmpty();
    }

    @Test
    public void timesAreInMillisecondsAndTheSlowestAreNamed() throws IOException {
        List<ResourceOutcome> slowest = Applies.read("mixed.jsonl", "mixed.json").slowest();

        assertThat(slowest).hasSize(ApplyOutcome.MAX_SLOWEST).isSortedAccordingTo((a, b) -> Long.compare(b.millis(), a.millis()));
        assertThat(slowest.get(0).address()).isEqualTo("terraform_data.slow");
        assertThat(slowest.get(0).millis()).isEqualTo(11_007);
    }

    @Test
    public void aDeposedObjectIsAnotherOneAtTheSameAddress() throws IOException {
        assertThat(Applies.shortly(Applies.read("deposed.jsonl", "deposed.json").resources()))
                .containsExactly("applied replace terraform_data.a", "applied delete terraform_data.a deposed");
    }

    @Test
    public void oneThousandEqualErrorsAreOneWithACount() throws IOException {
        ApplyOutcome outcome = Applies.read("interrupted.jsonl", "interrupted.json");

        assertThat(outcome.errors()).extracting(error -> error.count() + " " + error.diagnostic().summary())
                .containsExactly("2 local-exec provisioner error", "4 execution halted");
        assertThat(outcome.errors().get(0).addresses()).containsExactly("terraform_data.slow[0]", "terraform_data.slow[1]");
        assertThat(outcome.failed()).isEqualTo(2);
        assertThat(outcome.interrupted()).isZero();
        assertThat(outcome.notReached()).isEqualTo(30);
        assertThat(outcome.applied().create()).isEqualTo(3);
    }

    @Test
    public void whatWasRunningWhenTheToolWasKilledIsInterrupted() throws IOException {
        ApplyOutcome outcome = Applies.read("killed.jsonl", "interrupted.json");

        assertThat(Applies.shortly(outcome.resources()).subList(0, 3)).containsExactly("interrupted create terraform_data.slow[0]",
                "interrupted create terraform_data.slow[1]", "not reached create terraform_data.later[0]");
        assertThat(outcome.finished()).isFalse();
        assertThat(outcome.errors()).isEmpty();
    }

    @Test
    public void whatWasRunningAtASecondInterruptIsInterrupted() throws IOException {
        assertThat(Applies.shortly(Applies.read("twice.jsonl", "twice.json").resources())).containsExactly(
                "interrupted read data.terraform_remote_state.hanging", "not reached create terraform_data.later",
                "applied create terraform_data.first");
    }

    @Test
    public void aDataSourceThatCannotBeReadHasFailed() throws IOException {
        ApplyOutcome outcome = Applies.read("unreadable.jsonl", "unreadable.json");

        assertThat(Applies.shortly(outcome.resources()).get(0)).isEqualTo("failed read data.terraform_remote_state.later");
        assertThat(outcome.interrupted()).isZero();
    }

    @Test
    public void aRefusedPlanHasReachedNothing() throws IOException {
        ApplyOutcome outcome = Applies.read("stale.jsonl", "../plan/everything.json");

        assertThat(outcome.applied()).isEqualTo(Counts.NONE);
        assertThat(outcome.imported()).isZero();
        assertThat(outcome.notReached()).as("all but the data source").isEqualTo(17);
        assertThat(outcome.errors()).extracting(error -> error.diagnostic().summary()).containsExactly("Saved plan is stale");
    }

    @Test
    public void aLockThatStaysDoesNotMakeTheApplyUnfinished() throws IOException {
        ApplyOutcome outcome = Applies.read("unlock.jsonl", "unlock.json");

        assertThat(outcome.lockNotReleased()).isTrue();
        assertThat(outcome.finished()).isTrue();
        assertThat(outcome.applied().create()).isEqualTo(2);
        assertThat(outcome.outputs()).isEmpty();
    }

    @Test
    public void aDumpOfTheStateIsNoticedAndNeverHeld() throws IOException {
        ApplyOutcome outcome = Applies.read("dump.jsonl", "dump.json");

        assertThat(outcome.stateDumped()).isTrue();
        assertThat(outcome.finished()).isFalse();
        assertThat(outcome.applied().create()).as("they are there, though no state says so").isEqualTo(2);
        assertThat(outcome.toString()).doesNotContain("hunter2");
        assertThat(Applies.read("errored.jsonl", "dump.json").stateDumped()).isFalse();
    }

    @Test
    public void outputsArePlainAndSecretOnesOnlyNamed() throws IOException {
        ApplyOutcome outcome = Applies.read("outputs.jsonl", "outputs.json");

        assertThat(outcome.sensitiveOutputs()).containsExactly("connection", "password");
        assertThat(outcome.outputs().keySet()).containsExactly("big", "empty", "fraction", "known_after_apply", "list", "map", "number",
                "set", "text", "yes");
        assertThat(outcome.outputs()).containsEntry("number", 3L).containsEntry("yes", true).containsEntry("text", "line1\nline2 \"quoted\"")
                .containsEntry("list", Arrays.asList("a", 1L, true, null));
        assertThat(outcome.toString()).doesNotContain("hunter2");
    }

    @Test
    public void halfAReplacementHasFailedWhicheverHalfItIs() throws IOException {
        String deleted = hook("apply_start", "a.x", "delete", "", 0) + hook("apply_complete", "a.x", "delete", ",\"elapsed_seconds\":2", 2000);
        ApplyOutcome alone = unplanned("{\"type\":\"planned_change\",\"change\":{\"resource\":{\"addr\":\"a.x\"},\"action\":\"replace\"}}\n" + deleted);

        assertThat(alone.resources()).containsExactly(
                new ResourceOutcome("a.x", "", Action.REPLACE, Outcome.FAILED, 2000, "it was deleted and not created again"));

        ApplyOutcome begun = unplanned("{\"type\":\"planned_change\",\"change\":{\"resource\":{\"addr\":\"a.x\"},\"action\":\"replace\"}}\n" + deleted
                + hook("apply_start", "a.x", "create", "", 2500));
        assertThat(Applies.shortly(begun.resources())).containsExactly("interrupted replace a.x");
    }

    @Test
    public void aReplacementIsSummedUpInEitherOrder() throws IOException {
        String deleted = hook("apply_start", "a.x", "delete", "", 0) + hook("apply_complete", "a.x", "delete", "", 2000);
        String created = hook("apply_start", "a.x", "create", "", 3000) + hook("apply_complete", "a.x", "create", "", 4250);

        for (String stream : List.of(deleted + created, created + deleted)) {
            assertThat(unplanned(stream).resources()).containsExactly(new ResourceOutcome("a.x", "", Action.REPLACE, Outcome.APPLIED, 3250, ""));
        }
    }

    @Test
    public void whatNeededNothingAnyMoreIsNotMissing() throws IOException {
        ApplyOutcome outcome = unplanned("{\"type\":\"planned_change\",\"change\":{\"resource\":{\"addr\":\"a.x\"},\"action\":\"update\"}}\n"
                + "{\"type\":\"change_summary\",\"changes\":{\"add\":0,\"operation\":\"apply\"}}\n");

        assertThat(Applies.shortly(outcome.resources())).containsExactly("applied no-op a.x");
        assertThat(outcome.applied().total()).isZero();
        assertThat(outcome.total()).isEqualTo(1);
    }

    @Test
    public void linesThatAreCutOrNoEventsDoNoHarm() throws IOException {
        String stream = "+ a wrapper\n\n{\"@level\":\"inf\r\n" + hook("apply_complete", "a.x", "create", ",\"elapsed_seconds\":7", 0).replace("@timestamp", "@t")
                + "{\"type\":\"apply_start\"}\n" + hook("apply_start", "a.y", "create", "", 0).strip().substring(0, 150);

        ApplyOutcome outcome = unplanned(stream);

        assertThat(outcome.resources()).contains(new ResourceOutcome("a.x", "", Action.CREATE, Outcome.APPLIED, 7000, ""));
        assertThat(Applies.shortly(outcome.resources())).doesNotContain("interrupted create a.y");
        assertThat(unplanned("")).isEqualTo(unplanned("\n"));
        assertThat(unplanned("").total()).isZero();
    }

    @Test
    public void everyCutOfATranscriptIsRead() throws IOException {
        byte[] whole = Applies.bytes("mixed.jsonl");
        for (int length = 0; length < whole.length; length += 97) {
            ApplyOutcome outcome = Applies.read(Arrays.copyOf(whole, length), "mixed.json", ResourceSink.none());
            assertThat(outcome.finished()).isFalse();
            assertThat(outcome.total()).as("all but the data source").isEqualTo(8);
        }
    }

    @Test
    public void tenThousandResourcesAreListedInPartAndWrittenInFull() throws IOException {
        int size = 10_000;
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < size; i++) {
            stream.append("{\"@level\":\"info\",\"@message\":\"m\",\"change\":{\"resource\":{\"addr\":\"a.x[").append(i)
                    .append("]\"},\"action\":\"create\"},\"type\":\"planned_change\"}\n");
        }
        for (int i = 0; i < size - 1000; i++) {
            stream.append(hook("apply_start", "a.x[" + i + "]", "create", "", i)).append(hook("apply_complete", "a.x[" + i + "]", "create", "", i + 9));
        }
        stream.append(("{\"@level\":\"error\",\"@message\":\"Error: execution halted\",\"diagnostic\":{\"severity\":\"error\","
                + "\"summary\":\"execution halted\",\"detail\":\"\"},\"type\":\"diagnostic\"}\n").repeat(4688));
        for (int i = 0; i < 1000; i++) {
            stream.append("{\"diagnostic\":{\"severity\":\"warning\",\"summary\":\"w").append(i).append("\",\"detail\":\"\"},\"type\":\"diagnostic\"}\n");
        }
        List<ResourceOutcome> all = new ArrayList<>();

        ApplyOutcome outcome = new ApplyReader().read(Applies.in(stream.toString()), all::add);

        assertThat(outcome.notReached()).isEqualTo(1000);
        assertThat(outcome.applied().create()).isEqualTo(9000);
        assertThat(outcome.resources()).hasSize(ApplyOutcome.MAX_RESOURCES).allMatch(one -> one.outcome() == Outcome.NOT_REACHED);
        assertThat(outcome.omitted()).isEqualTo(size - ApplyOutcome.MAX_RESOURCES);
        assertThat(outcome.errors()).hasSize(1);
        assertThat(outcome.errors().get(0).count()).isEqualTo(4688);
        assertThat(outcome.warnings()).hasSize(ApplyOutcome.MAX_PROBLEMS);
        assertThat(outcome.warningsOmitted()).isEqualTo(800);
        assertThat(all).hasSize(size).startsWith(outcome.resources().toArray(new ResourceOutcome[0]));
    }

    @Test
    public void anOutcomeIsRedactedThroughoutAndCrossesRemoting() throws Exception {
        ApplyOutcome plain = Applies.read("mixed.jsonl", "mixed.json");
        ApplyOutcome redacted = plain.redacted(text -> text.replace("echo", "(sensitive)"));

        assertThat(plain.toString()).contains("echo");
        assertThat(redacted.toString()).doesNotContain("echo").contains("(sensitive)");
        assertThat(Applies.read("outputs.jsonl", "outputs.json").redacted(text -> text.replace("line1", "?")).outputs())
                .containsEntry("text", "?\nline2 \"quoted\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(redacted);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(redacted);
        }
    }
}
