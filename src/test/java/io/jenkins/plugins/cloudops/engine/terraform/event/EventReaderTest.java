package io.jenkins.plugins.cloudops.engine.terraform.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Severity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Snippet;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class EventReaderTest {

    @Test
    public void theFirstEventSaysTheVersions() throws IOException {
        assertThat(Transcripts.events("everything.jsonl").get(0)).isEqualTo(new Event.Version("1.11.4", "1.2"));
    }

    @Test
    public void openTofuSaysItsVersionUnderItsOwnName() {
        assertThat(EventReader.read("{\"@level\":\"info\",\"@message\":\"OpenTofu 1.9.0\",\"tofu\":\"1.9.0\",\"type\":\"version\",\"ui\":\"1.2\"}"))
                .isEqualTo(new Event.Version("1.9.0", "1.2"));
    }

    @Test
    public void aPlanTellsItsChangesWithReasonsInWords() throws IOException {
        assertThat(Transcripts.events("everything.jsonl"))
                .contains(
                        new Event.PlannedChange("terraform_data.deleted", Action.DELETE, "because its configuration is gone"),
                        new Event.PlannedChange("terraform_data.replaced", Action.REPLACE, "cannot be updated in place"),
                        new Event.PlannedChange("terraform_data.tainted", Action.REPLACE, "because it is tainted"),
                        new Event.PlannedChange("terraform_data.forgotten", Action.FORGET, "because its configuration is gone"),
                        new Event.PlannedChange("terraform_data.imported", Action.IMPORT, ""),
                        new Event.PlannedChange("terraform_data.new_name", Action.MOVE, ""),
                        new Event.PlannedChange("data.terraform_remote_state.other", Action.READ, "because it depends on pending changes"),
                        new Event.RefreshStarted("module.net.terraform_data.subnet"),
                        new Event.RefreshCompleted("module.net.terraform_data.subnet"),
                        new Event.Summary(5, 5, 7, 2, "plan"));
    }

    @Test
    public void noLineOfATranscriptIsTakenForText() throws IOException {
        for (String file : List.of("everything.jsonl", "apply.jsonl", "failing.jsonl", "locked.jsonl", "waiting.jsonl", "reference.jsonl",
                "syntax.jsonl", "precondition.jsonl", "check.jsonl", "provider.jsonl")) {
            assertThat(Transcripts.events(file)).as(file).isNotEmpty().noneMatch(Event.Text.class::isInstance);
        }
    }

    @Test
    public void anApplyTellsItsProgress() throws IOException {
        assertThat(Transcripts.events("failing.jsonl"))
                .containsSubsequence(
                        new Event.ApplyStarted("terraform_data.failing", Action.CREATE),
                        new Event.ApplyStarted("terraform_data.slow", Action.CREATE),
                        new Event.ApplyErrored("terraform_data.failing", Action.CREATE, 0),
                        new Event.ApplyProgressed("terraform_data.slow", Action.CREATE, 10),
                        new Event.ApplyCompleted("terraform_data.slow", Action.CREATE, 11));
    }

    @Test
    public void whatFailedIsFoundByItsAddress() throws IOException {
        Diagnostic diagnostic = Transcripts.diagnostics("failing.jsonl").get(0);

        assertThat(diagnostic.address()).isEqualTo("terraform_data.failing");
        assertThat(diagnostic.summary()).isEqualTo("local-exec provisioner error");
        assertThat(diagnostic.isError()).isTrue();
    }

    @Test
    public void anApplyTellsItsCounts() throws IOException {
        assertThat(Transcripts.events("apply.jsonl")).contains(new Event.Summary(5, 5, 7, 2, "apply"));
    }

    @Test
    public void aDiagnosticHasItsPlaceAndItsSource() throws IOException {
        assertThat(Transcripts.diagnostics("reference.jsonl"))
                .containsExactly(new Diagnostic(
                        Severity.ERROR,
                        "Reference to undeclared input variable",
                        "An input variable with the name \"nope\" has not been declared. This variable can be declared with a variable \"nope\" {} block.",
                        "",
                        "main.tf",
                        2,
                        new Snippet("  input = var.nope", 2, "resource \"terraform_data\" \"a\"", List.of())));
    }

    @Test
    public void aDiagnosticSaysWhatTheValuesWereAndLeavesOutSensitiveOnes() throws IOException {
        Diagnostic diagnostic = Transcripts.diagnostics("precondition.jsonl").get(0);

        assertThat(diagnostic.snippet().values()).containsExactly("var.size is 3");
        assertThat(diagnostic.toString()).doesNotContain("hunter2-default");
    }

    @Test
    public void aCheckThatFailsIsAWarning() throws IOException {
        assertThat(Transcripts.diagnostics("check.jsonl")).extracting(Diagnostic::severity).containsExactly(Severity.WARNING);
    }

    @Test
    public void aDiagnosticWithoutPlaceHasNone() {
        Event event = EventReader.read("{\"@level\":\"error\",\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\",\"summary\":\"No\",\"detail\":\"\",\"range\":null,\"snippet\":null}}");

        assertThat(event).isEqualTo(new Event.Diagnosed(new Diagnostic(Severity.ERROR, "No", "", "", "", 0, Snippet.NONE)));
    }

    @Test
    public void driftIsAnEventOfItsOwn() {
        assertThat(EventReader.read("{\"@level\":\"info\",\"@message\":\"a.x: Drift detected (update)\",\"change\":{\"resource\":{\"addr\":\"a.x\"},\"action\":\"update\"},\"type\":\"resource_drift\"}"))
                .isEqualTo(new Event.Drifted("a.x", Action.UPDATE));
    }

    @Test
    public void waitingForTheLockIsSaid() throws IOException {
        assertThat(Transcripts.events("waiting.jsonl")).contains(new Event.LockWait("Acquiring state lock. This may take a few moments..."));
        assertThat(Transcripts.diagnostics("locked.jsonl")).extracting(Diagnostic::summary).containsExactly("Error acquiring the state lock");
    }

    @Test
    public void unknownTypesKeepTheirMessage() {
        assertThat(EventReader.read("{\"@level\":\"info\",\"@message\":\"hello\",\"type\":\"from_the_future\",\"x\":[1]}"))
                .isEqualTo(new Event.Other("from_the_future", "hello"));
    }

    @Test
    public void whatAProvisionerPrintsIsKeptAsItCame() throws IOException {
        assertThat(Transcripts.events("failing.jsonl"))
                .contains(new Event.Provisioned("terraform_data.failing", "local-exec", "from the provisioner"));
    }

    @Test
    public void outputsArePlainValuesAndOfSensitiveOnesOnlyTheName() {
        Event event = EventReader.read("{\"@level\":\"info\",\"outputs\":{\"n\":{\"sensitive\":false,\"type\":\"number\",\"value\":3},"
                + "\"d\":{\"value\":0.10},\"big\":{\"value\":123456789012345678901234567890},\"l\":{\"value\":[\"a\",true,null,{\"b\":{}}]},"
                + "\"planned\":{\"sensitive\":false,\"action\":\"create\"},"
                + "\"pw\":{\"sensitive\":true,\"type\":\"string\",\"value\":\"hunter2\"}},\"type\":\"outputs\"}");

        assertThat(event).isInstanceOf(Event.Outputs.class);
        Event.Outputs outputs = (Event.Outputs) event;
        assertThat(outputs.values().keySet()).containsExactly("n", "d", "big", "l");
        assertThat(outputs.values().values()).containsExactly(3L, new BigDecimal("0.10"), new BigDecimal("123456789012345678901234567890"),
                Arrays.asList("a", true, null, Map.of("b", Map.of())));
        assertThat(outputs.sensitive()).containsExactly("pw");
        assertThat(event.toString()).doesNotContain("hunter2");
    }

    @Test
    public void aLineSaysWhenItWas() {
        assertThat(EventReader.millis("{\"@level\":\"info\",\"@message\":\"\\\"@timestamp\\\":\\\"1999\\\"\",\"@timestamp\":\"2026-11-20T20:51:41.676641Z\",\"type\":\"x\"}"))
                .isEqualTo(1795207901676L);
        assertThat(EventReader.millis("{\"@timestamp\":\"2026-11-20T21:51:41.676641+01:00\"}")).isEqualTo(1795207901676L);
        assertThat(EventReader.millis("{\"@timestamp\":\"2026-11-20T20:51:41Z\"}")).isEqualTo(1795207901000L);
        for (String line : List.of("", "text", "{\"@timestamp\":\"", "{\"@timestamp\":\"yesterday\"}", "{\"@timestamp\":\"2026-13-20T20:51:41.676641Z\"}",
                "{\"@timestamp\":\"2026-11-20T20:51:4x.676641Z\"}", "{\"@timestamp\":3}", "{\"type\":\"x\"}")) {
            assertThat(EventReader.millis(line)).as(line).isEqualTo(EventReader.NO_TIME);
        }
    }

    @Test
    public void logLinesKeepTheirLevelAndNothingButTheMessage() {
        assertThat(EventReader.read("{\"@level\":\"warn\",\"@message\":\"careful\",\"type\":\"log\"}")).isEqualTo(new Event.Other("log.warn", "careful"));
        assertThat(EventReader.read("{\"@level\":\"error\",\"@message\":\"bad\",\"type\":\"log\"}")).isEqualTo(new Event.Other("log.error", "bad"));
        assertThat(EventReader.read("{\"@level\":\"info\",\"@message\":\"Emergency state dump\",\"state\":{\"outputs\":{\"pw\":\"hunter2\"}},\"type\":\"log\"}").toString())
                .contains("Emergency state dump")
                .doesNotContain("hunter2");
    }

    @Test
    public void anEmergencyStateDumpIsRecognisedHoweverLongItIs() {
        String line = "{\"@level\":\"info\",\"@message\":\"Emergency state dump\",\"state\":\"" + "x".repeat(25_000_000) + "\",\"type\":\"log\"}";

        assertThat(EventReader.read(line)).isEqualTo(new Event.Other("log", "Emergency state dump"));
    }

    @Test
    public void anEventThatIsCutOffShowsNothingThatIsNestedInIt() {
        String line = "{\"@level\":\"info\",\"@message\":\"Emergency state dump\",\"state\":{\"outputs\":{\"pw\":\"hunter2";

        assertThat(EventReader.read(line)).isEqualTo(new Event.Text("{\"@level\":\"info\",\"@message\":\"Emergency state dump\",\"state\":…"));
    }

    @Test
    public void everyTruncatedLineIsText() throws IOException {
        for (String file : List.of("precondition.jsonl", "failing.jsonl", "waiting.jsonl")) {
            for (String line : Transcripts.lines(file)) {
                for (int length = 0; length < line.length(); length++) {
                    assertThat(EventReader.read(line.substring(0, length))).isInstanceOf(Event.Text.class);
                }
            }
        }
    }

    @Test
    public void whatIsNotAnEventIsTextAsItCame() {
        for (String line : List.of("", " ", "plain", "{", "{}", "[]", "null", "{\"type\":1}", "{\"type\":\"x\"} trailing", "{\"a\":1}", "{'type':'x'}",
                "panic: runtime error {", "{\"type\":\"version\"}{\"type\":\"version\"}")) {
            assertThat(EventReader.read(line)).as(line).isEqualTo(new Event.Text(line));
        }
    }

    @Test
    public void eventsOfAnotherShapeNeverThrow() {
        for (String type : List.of("version", "diagnostic", "planned_change", "resource_drift", "refresh_start", "refresh_complete", "apply_start",
                "apply_progress", "apply_complete", "apply_errored", "change_summary", "outputs", "provision_progress", "state_lock_acquire", "log")) {
            for (String rest : List.of("", ",\"hook\":1,\"change\":[],\"changes\":null,\"outputs\":[1],\"diagnostic\":\"x\"",
                    ",\"hook\":{\"resource\":[],\"action\":{},\"elapsed_seconds\":\"x\"},\"change\":{\"resource\":3},\"changes\":{\"add\":1e999},\"diagnostic\":{\"range\":{\"start\":[]},\"snippet\":{\"values\":[1]}}")) {
                assertThat(EventReader.read("{\"type\":\"" + type + "\"" + rest + "}")).as(type + rest).isNotInstanceOf(Event.Text.class);
            }
        }
        assertThat(EventReader.read("{\"type\":\"x\",\"a\":" + "[".repeat(100_000))).isInstanceOf(Event.Text.class);
    }

    @Test
    public void eventsCrossRemoting() throws Exception {
        List<Event> events = Transcripts.events("precondition.jsonl");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(events));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(events);
        }
    }
}
