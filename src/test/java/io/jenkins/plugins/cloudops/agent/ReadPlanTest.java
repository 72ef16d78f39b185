package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeJson;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReadPlanTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path directory;

    @Before
    public void layOut() throws IOException {
        directory = folder.getRoot().toPath();
        Files.writeString(directory.resolve("plan.tfplan"), "abc");
        try (InputStream golden = PlanSummary.class.getResourceAsStream("everything.json")) {
            Files.copy(golden, directory.resolve("plan.json"));
        }
    }

    @Test
    public void theSummaryAndTheDigestOfThePlanFileComeBack() throws Exception {
        ReadPlan.Result result = Travels.copy(new ReadPlan(Gates.NONE)).invoke(directory.toFile(), null);

        assertThat(result.problem()).isEmpty();
        assertThat(result.digest()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(result.summary().counts().total()).isEqualTo(18);
        assertThat(Travels.copy(result)).isEqualTo(result);
    }

    @Test
    public void allChangesAreKeptAsCompressedLines() throws Exception {
        PlanSummary summary = new ReadPlan(Gates.NONE).invoke(directory.toFile(), null).summary();
        List<String> lines = changes();

        assertThat(lines).hasSize(summary.counts().total());
        for (String line : lines) {
            assertThat(line).startsWith("{\"address\":").endsWith("}");
            assertThat(ChangeJson.readChange(line).address()).isNotEmpty();
        }
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("plan.tfplan", "plan.json", "secrets.jsonl", ReadPlan.CHANGES, ReadPlan.ACTIONS);
    }

    @Test
    public void aValueAtASensitivePathIsInNeither() throws Exception {
        Files.writeString(directory.resolve("plan.json"), "{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\",\"resource_changes\":["
                + "{\"address\":\"a.early\",\"mode\":\"managed\",\"type\":\"a\",\"change\":{\"actions\":[\"create\"],\"before\":null,"
                + "\"after\":{\"copy\":\"hunter2-hunter2\"},\"after_sensitive\":{}}},"
                + "{\"address\":\"a.late\",\"mode\":\"managed\",\"type\":\"a\",\"change\":{\"actions\":[\"create\"],\"before\":null,"
                + "\"after\":{\"password\":\"hunter2-hunter2\"},\"after_sensitive\":{\"password\":true}}}],\"errored\":false}");
        ReadPlan.Result result = new ReadPlan(Gates.NONE).invoke(directory.toFile(), null);

        assertThat(result.problem()).isEmpty();
        assertThat(result.summary().toString()).contains("a.early", "a.late").doesNotContain("hunter2");
        assertThat(String.join("\n", changes())).contains("a.early", "a.late").doesNotContain("hunter2");
    }

    @Test
    public void whatIsNoPlanIsAProblemInASentence() throws Exception {
        String golden = Files.readString(directory.resolve("plan.json"));
        for (String text : List.of("", "no JSON", "{}", "[]", golden.substring(0, golden.length() / 2),
                golden.replaceFirst("\"format_version\":\"1.2\"", "\"format_version\":\"2.0\""))) {
            Files.writeString(directory.resolve("plan.json"), text);
            ReadPlan.Result result = new ReadPlan(Gates.NONE).invoke(directory.toFile(), null);

            assertThat(result.summary()).isNull();
            assertThat(result.digest()).isEmpty();
            assertThat(result.problem()).isNotBlank().matches(".*[.?]").doesNotContain("com.fasterxml", "\n");
        }
    }

    @Test
    public void aPlanThatIsMissingIsNoProblemOfItsFormat() throws IOException {
        Files.delete(directory.resolve("plan.json"));

        assertThatThrownBy(() -> new ReadPlan(Gates.NONE).invoke(directory.toFile(), null)).isInstanceOf(NoSuchFileException.class);
    }

    private List<String> changes() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(directory.resolve(ReadPlan.CHANGES)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
