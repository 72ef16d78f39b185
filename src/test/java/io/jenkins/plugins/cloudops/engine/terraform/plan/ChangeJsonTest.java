package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class ChangeJsonTest {

    @Test
    public void summariesComeBackAsTheyWere() throws IOException {
        for (String file : List.of("everything.json", "drift.json", "outputs.json", "precondition.json", "empty.json", "destroy.json")) {
            PlanSummary plan = Plans.golden(file);
            String line = ChangeJson.write(plan);

            assertThat(line).doesNotContain("\n");
            assertThat(ChangeJson.readSummary(line)).as(file).isEqualTo(plan);
        }
    }

    @Test
    public void changesComeBackAsTheyWere() throws IOException {
        for (Change change : Plans.golden("everything.json").changes()) {
            assertThat(ChangeJson.readChange(ChangeJson.write(change))).isEqualTo(change);
        }
    }

    @Test
    public void theNamesAreTheDocumentedOnes() {
        Change change = new Change(
                "m.a.x", "a", "m", Change.Mode.DATA, Action.REPLACE, "why", "a.old", true, "d1",
                List.of(new AttributeChange("p", AttributeChange.Kind.CHANGE, "1", "2", true)), 3);

        assertThat(ChangeJson.write(change))
                .isEqualTo("{\"address\":\"m.a.x\",\"type\":\"a\",\"module\":\"m\",\"mode\":\"data\",\"action\":\"replace\",\"reason\":\"why\","
                        + "\"movedFrom\":\"a.old\",\"imported\":true,\"deposed\":\"d1\",\"attributes\":[{\"path\":\"p\",\"kind\":\"change\","
                        + "\"before\":\"1\",\"after\":\"2\",\"forcesReplacement\":true}],\"attributesOmitted\":3}");
        assertThat(ChangeJson.write(Plans.change("a.x", Action.CREATE)))
                .isEqualTo("{\"address\":\"a.x\",\"type\":\"a_type\",\"mode\":\"managed\",\"action\":\"create\"}");
    }

    @Test
    public void theSummaryStoredByThisVersionStaysReadable() throws IOException {
        String stored = "{\"schema\":1,\"formatVersion\":\"1.2\",\"toolVersion\":\"1.11.4\",\"counts\":{\"delete\":1,\"no-op\":2},"
                + "\"outputsChanged\":1,\"drift\":1,\"complete\":true,\"applyable\":true,"
                + "\"changes\":[{\"address\":\"a.x\",\"type\":\"a_type\",\"mode\":\"managed\",\"action\":\"delete\"}],\"changesOmitted\":4,"
                + "\"drifted\":[{\"address\":\"a.y\",\"type\":\"a_type\",\"mode\":\"managed\",\"action\":\"update\"}],"
                + "\"outputs\":[{\"name\":\"o\",\"action\":\"create\",\"after\":\"1\"}]}";

        assertThat(ChangeJson.readSummary(stored))
                .isEqualTo(new PlanSummary(
                        new Counts(1, 0, 0, 0, 0, 0, 0, 0, 2), 1, 1,
                        List.of(Plans.change("a.x", Action.DELETE)), 4,
                        List.of(Plans.change("a.y", Action.UPDATE)),
                        List.of(new OutputChange("o", Action.CREATE, "", "1")),
                        "1.2", "1.11.4", false, true, true));
        assertThat(ChangeJson.write(ChangeJson.readSummary(stored))).isEqualTo(stored);
    }

    @Test
    public void unknownMembersAreIgnored() throws IOException {
        assertThat(ChangeJson.readChange("{\"new\":{\"x\":[1]},\"address\":\"a.x\",\"type\":\"a_type\",\"action\":\"create\",\"other\":1}"))
                .isEqualTo(Plans.change("a.x", Action.CREATE));
    }

    @Test
    public void whatIsNotReadableIsSaidInASentence() {
        for (String line : List.of("", "[]", "{", "{\"address\":", "x", "{\"address\":\"a\"}", "{\"address\":\"a\",\"action\":\"open\"}")) {
            assertThatThrownBy(() -> ChangeJson.readChange(line))
                    .as(line)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("The stored change is not readable");
        }
        assertThatThrownBy(() -> ChangeJson.readSummary("{\"schema\":2}")).isInstanceOf(IOException.class).hasMessageContaining("schema 2");
        assertThatThrownBy(() -> ChangeJson.readSummary("{}")).isInstanceOf(IOException.class);
    }

    @Test
    public void aSinkWritesOneChangeALine() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Change> expected = new ArrayList<>();
        try (ChangeLines lines = new ChangeLines(out)) {
            new PlanReader().read(new ByteArrayInputStream(Plans.bytes("everything.json")), change -> {
                expected.add(change);
                lines.change(change);
            });
        }

        List<Change> read = new ArrayList<>();
        String text = out.toString(StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            read.add(ChangeJson.readChange(line));
        }
        assertThat(read).hasSize(18).isEqualTo(expected);
        assertThat(text).endsWith("}\n");
    }
}
