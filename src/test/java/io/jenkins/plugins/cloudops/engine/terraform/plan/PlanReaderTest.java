package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

public class PlanReaderTest {

    @Test
    public void countsAreDisjoint() throws IOException {
        PlanSummary plan = Plans.golden("everything.json");

        assertThat(plan.counts()).isEqualTo(new Counts(4, 3, 1, 5, 2, 1, 1, 1, 2));
        assertThat(plan.counts().total()).isEqualTo(18);
        assertThat(plan.outputsChanged()).isEqualTo(4);
        assertThat(plan.drift()).isZero();
        assertThat(plan.formatVersion()).isEqualTo("1.2");
        assertThat(plan.toolVersion()).isEqualTo("1.11.4");
        assertThat(plan.errored()).isFalse();
        assertThat(plan.complete()).isTrue();
        assertThat(plan.applyable()).isTrue();
    }

    @Test
    public void theMostDestructiveComeFirstAndEachInTheOrderOfThePlan() throws IOException {
        List<Change> changes = Plans.golden("everything.json").changes();

        assertThat(changes).extracting(Change::action).isSorted();
        assertThat(changes).extracting(Change::address)
                .startsWith(
                        "terraform_data.counted[1]", "terraform_data.deleted", "terraform_data.each[\"a/b\"]",
                        "module.net.terraform_data.subnet", "terraform_data.replaced");
    }

    @Test
    public void aChangeSaysWhereItComesFrom() throws IOException {
        PlanSummary plan = Plans.golden("everything.json");

        Change moved = find(plan, "terraform_data.new_and_changed");
        assertThat(moved.action()).isEqualTo(Action.UPDATE);
        assertThat(moved.movedFrom()).isEqualTo("terraform_data.old_and_changed");
        Change imported = find(plan, "terraform_data.imported_and_changed");
        assertThat(imported.action()).isEqualTo(Action.UPDATE);
        assertThat(imported.imported()).isTrue();
        assertThat(find(plan, "module.net.terraform_data.subnet").module()).isEqualTo("module.net");
        Change read = find(plan, "data.terraform_remote_state.other");
        assertThat(read.mode()).isEqualTo(Change.Mode.DATA);
        assertThat(read.type()).isEqualTo("terraform_remote_state");
        assertThat(read.reason()).isEqualTo("because it depends on pending changes");
        assertThat(find(plan, "terraform_data.replaced_first_created").reason())
                .isEqualTo("cannot be updated in place; the new object is created first");
    }

    @Test
    public void aDeposedObjectIsAChangeOfItsOwn() throws IOException {
        PlanSummary plan = Plans.read(
                Plans.json("{\"address\":\"a.x\",\"deposed\":\"12ab34cd\",\"mode\":\"managed\",\"type\":\"a\",\"change\":{\"actions\":[\"delete\"],\"before\":{},\"after\":null}}"),
                Sink.none());

        assertThat(plan.changes().get(0).deposed()).isEqualTo("12ab34cd");
    }

    @Test
    public void aReplacementThatForgetsSaysSo() throws IOException {
        Change change = Plans.of(Plans.change("a.x", "\"create\",\"forget\"", "{}", "{}", "")).changes().get(0);

        assertThat(change.action()).isEqualTo(Action.REPLACE);
        assertThat(change.reason()).isEqualTo("the old object is forgotten, not destroyed");
    }

    @Test
    public void theSinkGetsEveryChangeInTheOrderOfThePlanAndNoOther() throws IOException {
        List<String> addresses = new ArrayList<>();
        PlanSummary plan = Plans.read(Plans.text("everything.json"), change -> addresses.add(change.address()));

        assertThat(addresses).hasSize(18).startsWith("data.terraform_remote_state.other", "terraform_data.counted[1]", "terraform_data.created");
        assertThat(addresses).doesNotContain("terraform_data.counted[0]", "terraform_data.each[\"stay\"]");
        assertThat(plan).isEqualTo(Plans.golden("everything.json"));
    }

    @Test
    public void noSecretIsInAnyRenderingNorInWhatTheSinkGets() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        PlanSummary plan;
        SensitiveValues values = new SensitiveValues();
        try (ChangeLines sink = new ChangeLines(lines)) {
            plan = new PlanReader(values).read(new ByteArrayInputStream(Plans.bytes("everything.json")), sink);
        }

        assertThat(PlanText.of(plan)).doesNotContain("hunter2");
        assertThat(ChangeJson.write(plan)).doesNotContain("hunter2");
        assertThat(plan.toString()).doesNotContain("hunter2");
        assertThat(values.redact(lines.toString(StandardCharsets.UTF_8))).doesNotContain("hunter2");
        assertThat(Plans.text("everything.json")).as("the secret is in the plan").contains("hunter2-first", "hunter2-second");
    }

    @Test
    public void aSecretThatIsMarkedOnlyLaterIsMaskedInEarlierChangesToo() throws IOException {
        PlanSummary plan = Plans.of(
                Plans.change("a.early", "\"create\"", "null", "{\"copy\":\"x later-secret y\"}", ""),
                Plans.change("a.late", "\"no-op\"", "{\"p\":\"later-secret\"}", "{\"p\":\"later-secret\"}", ",\"before_sensitive\":{\"p\":true},\"after_sensitive\":{\"p\":true}"));

        assertThat(find(plan, "a.early").attributes().get(0).after()).isEqualTo("\"x (sensitive) y\"");
    }

    @Test
    public void theValueOfASensitiveVariableIsMaskedWithoutAnyMarkOnAResource() throws IOException {
        String json = GeneratedPlan.HEAD + "\"variables\":{\"pw\":{\"value\":{\"deep\":[\"variable-secret\"]}},\"open\":{\"value\":\"open-value\"}},"
                + "\"resource_changes\":[" + Plans.change("a.x", "\"create\"", "null", "{\"a\":\"variable-secret\",\"b\":\"open-value\"}", "")
                + "],\"configuration\":{\"root_module\":{\"resources\":[{\"variables\":1}],\"variables\":{\"pw\":{\"sensitive\":true},\"open\":{}}}}," + GeneratedPlan.TAIL;

        assertThat(Plans.words(Plans.read(json, Sink.none()).changes().get(0).attributes()))
                .containsExactly("+ a:  > \"(sensitive)\"", "+ b:  > \"open-value\"");
    }

    @Test
    public void outputsAreMaskedWhenSensitive() throws IOException {
        assertThat(Plans.golden("everything.json").outputs())
                .containsExactly(
                        new OutputChange("colour", Action.CREATE, "", "(known after apply)"),
                        new OutputChange("dropped", Action.DELETE, "\"bye\"", ""),
                        new OutputChange("password", Action.UPDATE, "(sensitive)", "(sensitive)"),
                        new OutputChange("size", Action.UPDATE, "1", "2"));
    }

    @Test
    public void aPlanOfOutputsAloneHasChanges() throws IOException {
        PlanSummary plan = Plans.golden("outputs.json");

        assertThat(plan.counts().total()).isZero();
        assertThat(plan.outputsChanged()).isEqualTo(2);
        assertThat(plan.hasChanges()).isTrue();
        assertThat(plan.applyable()).isTrue();
    }

    @Test
    public void nothingToDoIsNothing() throws IOException {
        for (String file : List.of("nothing.json", "empty.json")) {
            PlanSummary plan = Plans.golden(file);
            assertThat(plan.hasChanges()).isFalse();
            assertThat(plan.changes()).isEmpty();
            assertThat(plan.complete()).isTrue();
            assertThat(plan.applyable()).isFalse();
        }
        assertThat(Plans.golden("nothing.json").counts().unchanged()).isPositive();
    }

    @Test
    public void driftIsCountedApartAndMasked() throws IOException {
        PlanSummary plan = Plans.golden("drift.json");

        assertThat(plan.drift()).isEqualTo(2);
        assertThat(plan.counts().total()).isZero();
        assertThat(plan.drifted()).extracting(Change::action).containsExactly(Action.DELETE, Action.UPDATE);
        assertThat(plan.toString()).doesNotContain("drift-secret");
    }

    @Test
    public void aFailedPlanSaysSo() throws IOException {
        PlanSummary plan = Plans.golden("precondition.json");

        assertThat(plan.errored()).isTrue();
        assertThat(plan.complete()).isFalse();
        assertThat(plan.applyable()).isFalse();
        assertThat(plan.counts().create()).isEqualTo(1);
    }

    @Test
    public void whatAnOlderToolDoesNotSayIsDerived() throws IOException {
        String head = "{\"format_version\":\"1.0\",\"resource_changes\":[";
        String create = Plans.change("a.x", "\"create\"", "null", "{}", "");

        PlanSummary plan = Plans.read(head + create + "]}", Sink.none());
        assertThat(plan.complete()).isTrue();
        assertThat(plan.applyable()).isTrue();
        assertThat(Plans.read(head + "]}", Sink.none()).applyable()).isFalse();
        PlanSummary failed = Plans.read(head + create + "],\"errored\":true}", Sink.none());
        assertThat(failed.complete()).isFalse();
        assertThat(failed.applyable()).isFalse();
    }

    @Test
    public void anUnknownMinorVersionAndUnknownMembersAreRead() throws IOException {
        PlanSummary plan = Plans.read(
                "{\"format_version\":\"1.99\",\"new\":{\"deep\":[{\"x\":1}]},\"resource_changes\":[{\"new\":[1],\"address\":\"a.x\",\"change\":{\"new\":{\"a\":[]},\"actions\":[\"create\"],\"before\":null,\"after\":{\"a\":1}}}]}",
                Sink.none());

        assertThat(plan.counts().create()).isEqualTo(1);
        assertThat(plan.changes().get(0).attributes()).hasSize(1);
    }

    @Test
    public void anotherMajorVersionIsRefused() {
        for (String version : List.of("2.0", "0.2", "10.1", "1x")) {
            assertThatThrownBy(() -> Plans.read("{\"format_version\":\"" + version + "\",\"resource_changes\":[]}", Sink.none()))
                    .isInstanceOf(PlanFormatException.class)
                    .hasMessage("The plan's JSON has format version " + version
                            + "; this version of the plugin reads 1.x. Update the plugin, or use an older version of the tool.");
        }
    }

    @Test
    public void unknownActionsAreRefusedWithTheAddress() {
        assertThatThrownBy(() -> Plans.of(Plans.change("a.x", "\"open\"", "null", "{}", "")))
                .isInstanceOf(PlanFormatException.class)
                .hasMessageContaining("\"open\" for \"a.x\"");
    }

    @Test
    public void theJsonOfAStateIsRefused() {
        assertThatThrownBy(() -> Plans.golden("state.json"))
                .isInstanceOf(PlanFormatException.class)
                .hasMessageContaining("of a state, not of a plan");
    }

    @Test
    public void whatIsNotAPlanIsRefusedInASentence() {
        for (String text : List.of("", " \n", "[]", "1", "null", "\"x\"", "{}", "{\"a\":1}", "Error: no", "{'a':1}",
                "{\"format_version\":\"1.2\"} {}", "{\"format_version\":\"1.2\",}", "\u0000", "{\"format_version\":1.2.3}")) {
            assertThatThrownBy(() -> Plans.read(text, Sink.none()))
                    .as(text)
                    .isInstanceOf(PlanFormatException.class)
                    .hasMessageMatching("(?s)(This is not|The plan's) .*[.?]");
        }
    }

    @Test
    public void theSentenceDoesNotQuoteTheDocument() {
        assertThatThrownBy(() -> Plans.read("{\"format_version\":\"1.2\",\"x\":hunter2secret}", Sink.none()))
                .isInstanceOf(PlanFormatException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    public void membersOfTheWrongTypeAreSkipped() throws IOException {
        PlanSummary plan = Plans.read(
                "{\"format_version\":\"1.2\",\"terraform_version\":{},\"resource_changes\":{\"a\":1},\"resource_drift\":7,\"output_changes\":[[]],"
                        + "\"variables\":[1],\"configuration\":{\"root_module\":[{}]},\"errored\":[],\"checks\":null}",
                Sink.none());

        assertThat(plan.hasChanges()).isFalse();
    }

    @Test
    public void truncationAnywhereIsOnlyEverAFormatException() throws IOException {
        byte[] whole = Plans.bytes("everything.json");
        int end = new String(whole, StandardCharsets.UTF_8).stripTrailing().length();
        for (int length = 0; length < end; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            Throwable thrown = catchThrowable(() -> new PlanReader().read(new ByteArrayInputStream(cut), change -> {}));
            assertThat(thrown).as("cut at %d", length).isInstanceOf(PlanFormatException.class);
            if (length > 0) {
                assertThat(thrown).hasMessageContaining("ends in the middle, at byte " + length);
            }
        }
    }

    @Test
    public void truncationInsideOfACharacterIsAFormatExceptionToo() {
        byte[] json = "{\"format_version\":\"1.2\",\"x\":\"größe 🙂\"}".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < json.length; length++) {
            byte[] cut = Arrays.copyOf(json, length);
            assertThatThrownBy(() -> new PlanReader().read(new ByteArrayInputStream(cut), Sink.none()))
                    .isInstanceOf(PlanFormatException.class);
        }
    }

    @Test
    public void bytesThatAreChangedNeverGiveAnotherException() throws IOException {
        byte[] whole = Plans.bytes("everything.json");
        for (int at = 0; at < whole.length; at += 53) {
            byte[] broken = whole.clone();
            broken[at] = (byte) (broken[at] ^ 0x5b);
            Throwable thrown = catchThrowable(() -> new PlanReader().read(new ByteArrayInputStream(broken), change -> {}));
            assertThat(thrown == null || thrown instanceof PlanFormatException).as("byte %d: %s", at, thrown).isTrue();
        }
    }

    @Test
    public void nestingBeyondTheLimitIsRefusedAndUpToItNoStackOverflows() throws Exception {
        String open = "{\"a\":".repeat(280);
        String deep = open + "1" + "}".repeat(280);
        String change = Plans.change("a.x", "\"create\"", "null", deep, ",\"after_unknown\":" + open + "false" + "}".repeat(280)
                + ",\"after_sensitive\":" + open + "true" + "}".repeat(280));
        AtomicReference<Object> seen = new AtomicReference<>();
        Thread small = new Thread(null, () -> {
            try {
                seen.set(Plans.of(change).changes().get(0).attributes().get(0).after());
            } catch (IOException | StackOverflowError e) {
                seen.set(e);
            }
        }, "small stack", 256 * 1024);
        small.start();
        small.join();
        assertThat(seen.get()).isEqualTo("(sensitive)");

        for (String bottomless : List.of("[".repeat(1_000_000), "{\"a\":".repeat(1_000_000))) {
            assertThatThrownBy(() -> Plans.of(Plans.change("a.x", "\"create\"", "null", bottomless, "")))
                    .isInstanceOf(PlanFormatException.class)
                    .hasMessageContaining("a limit is exceeded");
            assertThatThrownBy(() -> Plans.read("{\"format_version\":\"1.2\",\"prior_state\":" + bottomless, Sink.none()))
                    .isInstanceOf(PlanFormatException.class);
        }
    }

    @Test
    public void aStringLongerThanJacksonsDefaultIsRead() throws IOException {
        String file = "x".repeat(21_000_000);

        Change change = Plans.of(Plans.change("a.x", "\"create\"", "null", "{\"content\":\"" + file + "\"}", "")).changes().get(0);

        assertThat(change.attributes().get(0).after()).hasSize(AttributeText.LIMIT);
    }

    @Test
    public void failuresOfTheStreamAndOfTheSinkStayWhatTheyAre() {
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(new byte[0])) {
            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                throw new IOException("the disk is gone");
            }
        };

        assertThatThrownBy(() -> new PlanReader().read(failing, Sink.none())).isExactlyInstanceOf(IOException.class).hasMessage("the disk is gone");
        assertThatThrownBy(() -> Plans.read(Plans.text("everything.json"), change -> {
                    throw new IOException("the sink is full");
                }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the sink is full");
    }

    @Test
    public void theStreamIsLeftOpen() throws IOException {
        boolean[] closed = {false};
        InputStream in = new FilterInputStream(new ByteArrayInputStream(Plans.bytes("empty.json"))) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        new PlanReader().read(in, Sink.none());

        assertThat(closed[0]).isFalse();
    }

    @Test
    public void aSummaryCrossesRemoting() throws Exception {
        PlanSummary plan = Plans.golden("everything.json");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(plan);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(plan);
        }
    }

    private static Change find(PlanSummary plan, String address) {
        return plan.changes().stream().filter(change -> change.address().equals(address)).findFirst().orElseThrow();
    }
}
