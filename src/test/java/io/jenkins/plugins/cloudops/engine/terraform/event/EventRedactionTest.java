package io.jenkins.plugins.cloudops.engine.terraform.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class EventRedactionTest {

    private static final String SECRET = "hunter2-hunter2";

    private final SensitiveValues known = new SensitiveValues();
    private final EventRedaction redaction = new EventRedaction(known);

    @Test
    public void everyTextOfEveryEventIsMasked() {
        known.add(SECRET);
        String text = "a " + SECRET;
        String address = "a.b[\"" + SECRET + "\"]";
        Diagnostic diagnostic = new Diagnostic(Diagnostic.Severity.ERROR, text, text, address, "main.tf", 3,
                new Diagnostic.Snippet(text, 3, text, List.of(text)));
        List<Event> safe = redaction.of(List.of(
                new Event.Text(text), new Event.Diagnosed(diagnostic), new Event.PlannedChange(address, Action.CREATE, text),
                new Event.Drifted(address, Action.UPDATE), new Event.RefreshStarted(address), new Event.RefreshCompleted(address),
                new Event.ApplyStarted(address, Action.CREATE), new Event.ApplyProgressed(address, Action.CREATE, 1),
                new Event.ApplyCompleted(address, Action.CREATE, 1), new Event.ApplyErrored(address, Action.CREATE, 1),
                new Event.Outputs(new LinkedHashMap<>(Map.of("o", List.of(Map.of(SECRET, text)))), List.of("p")),
                new Event.Provisioned(address, "local-exec", text), new Event.LockWait(text), new Event.Other(text, text)));

        assertThat(safe).hasSize(14).allSatisfy(event ->
                assertThat(event.toString()).contains("(sensitive)").doesNotContain("hunter2"));
    }

    @Test
    public void aSecretInSeveralLinesIsOne() {
        known.add("first words\nlast words");
        List<Event> safe = redaction.of(List.of(new Event.Text("is first words"), new Event.Text("last words, it says"),
                new Event.Provisioned("a.b", "local-exec", "first words"), new Event.Provisioned("a.b", "local-exec", "last words"),
                new Event.Provisioned("a.c", "local-exec", "first words")));

        assertThat(safe).containsExactly(new Event.Text("is (sensitive), it says"),
                new Event.Provisioned("a.b", "local-exec", "(sensitive)"), new Event.Provisioned("a.c", "local-exec", "first words"));
    }

    @Test
    public void aNumberThatIsASecretIsMaskedInOutputs() {
        known.addNumber("7654321");
        Event safe = redaction.of(new Event.Outputs(new LinkedHashMap<>(Map.of("pin", 7654321L)), List.of()));

        assertThat(((Event.Outputs) safe).values()).isEqualTo(Map.of("pin", "(sensitive)"));
    }

    @Test
    public void whatHasNoSecretStaysAsItIs() {
        known.add(SECRET);
        List<Event> events = List.of(new Event.Text("a"), new Event.Text(""), new Event.Text("b"), new Event.Version("1.11.4", "1.2"),
                new Event.Outputs(new LinkedHashMap<>(Map.of("n", 7L, "t", true)), List.of()), new Event.Summary(1, 2, 3, 4, "plan"));

        assertThat(redaction.of(events)).isEqualTo(events);
    }
}
