package io.jenkins.plugins.cloudops.engine.terraform.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class ResourceLinesTest {

    @Test
    public void everyResourceIsALineThatCanBeReadAgain() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<ResourceOutcome> written = new ArrayList<>();
        try (ResourceLines lines = new ResourceLines(out, text -> text.replace("to the log", "(sensitive)"))) {
            Applies.read(Applies.bytes("mixed.jsonl"), "mixed.json", resource -> {
                written.add(resource);
                lines.resource(resource);
            });
        }

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(8).noneMatch(line -> line.contains("to the log"));
        assertThat(lines.get(2)).isEqualTo(
                "{\"address\":\"terraform_data.each[\\\"a b\\\"]\",\"action\":\"create\",\"outcome\":\"not reached\"}");
        for (int i = 0; i < lines.size(); i++) {
            assertThat(ResourceLines.read(lines.get(i))).isEqualTo(written.get(i).redacted(text -> text.replace("to the log", "(sensitive)")));
        }
    }

    @Test
    public void whatIsNotOneIsSaid() {
        for (String line : List.of("", "{", "[]", "{}", "{\"address\":\"a.x\",\"action\":\"create\",\"outcome\":\"lost\"}")) {
            assertThatThrownBy(() -> ResourceLines.read(line)).isInstanceOf(IOException.class)
                    .hasMessageStartingWith("The stored outcome of a resource is not readable");
        }
    }
}
