package io.jenkins.plugins.cloudops.engine.terraform.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class ApplyTextTest {

    private static void isWritten(String name, ApplyOutcome outcome) throws IOException {
        assertThat(ApplyText.of(outcome) + "\n").isEqualTo(new String(Applies.bytes(name), StandardCharsets.UTF_8));
    }

    @Test
    public void aWholeApplyIsOneLine() throws IOException {
        assertThat(ApplyText.of(Applies.read("../event/apply.jsonl", "../plan/everything.json")))
                .isEqualTo("Applied: 2 created, 5 updated, 4 deleted, 3 replaced, 1 moved, 1 forgotten, 1 read, 2 imported in 0s");
    }

    @Test
    public void failuresAreSaidOnceAndWhatIsLeftIsNamed() throws IOException {
        isWritten("mixed.txt", Applies.read("mixed.jsonl", "mixed.json"));
        isWritten("interrupted.txt", Applies.read("interrupted.jsonl", "interrupted.json"));
        isWritten("killed.txt", Applies.read("killed.jsonl", "interrupted.json"));
    }

    @Test
    public void aDumpOfTheStateIsNotShown() throws IOException {
        assertThat(ApplyText.of(Applies.read("dump.jsonl", "dump.json"))).contains("Failed to persist state to backend")
                .doesNotContain("hunter2").endsWith("\n\nApply incomplete: 2 created, 0 updated, 0 deleted, after 0s");
    }

    @Test
    public void timesAndCountsAreWrittenOut() throws IOException {
        StringBuilder stream = new StringBuilder("{\"@timestamp\":\"2026-01-01T00:00:00Z\",\"type\":\"x\"}\n");
        for (int i = 0; i < 1234; i++) {
            stream.append("{\"type\":\"apply_complete\",\"hook\":{\"resource\":{\"addr\":\"a.x[").append(i)
                    .append("]\"},\"action\":\"create\",\"elapsed_seconds\":").append(i == 7 ? 3700 : 0).append("}}\n");
        }
        for (int i = 0; i < 30; i++) {
            stream.append("{\"type\":\"apply_start\",\"hook\":{\"resource\":{\"addr\":\"a.y[").append(i).append("]\"},\"action\":\"update\"}}\n");
        }
        stream.append("{\"@timestamp\":\"2026-01-01T01:02:03Z\",\"type\":\"x\"}\n");

        assertThat(ApplyText.of(new ApplyReader().read(Applies.in(stream.toString()), ResourceSink.none())))
                .contains("  ~ a.y[19]  (update)\n    and 10 more\n")
                .doesNotContain("a.y[20]")
                .contains("Slowest:\n 1h1m40s  a.x[7]  (create)\n\n")
                .endsWith("\nApply incomplete: 1,234 created, 0 updated, 0 deleted; 30 interrupted, after 1h2m3s");
    }

    @Test
    public void manyDifferentErrorsAreCounted() throws IOException {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            stream.append("{\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\",\"summary\":\"e").append(i).append("\",\"detail\":\"")
                    .append("x".repeat(1000)).append("\"}}\n");
        }

        String text = ApplyText.of(new ApplyReader().read(Applies.in(stream.toString()), ResourceSink.none()));

        assertThat(text.length()).isLessThan(ApplyText.MAX_CHARACTERS + 2_000);
        assertThat(text).contains("more errors\n\n");
    }

    @Test
    public void everyActionHasItsWords() {
        for (Action action : Action.values()) {
            assertThat(Words.past(action)).isNotBlank().doesNotEndWith("ted ");
            assertThat(Words.present(action)).isNotBlank();
        }
        assertThat(Words.present(Action.DELETE) + Words.past(Action.UPDATE)).isEqualTo("deletingupdated");
    }
}
