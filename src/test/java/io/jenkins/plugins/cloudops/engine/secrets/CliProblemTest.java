package io.jenkins.plugins.cloudops.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

/** Tells from transcripts of the CLIs why they failed. */
public class CliProblemTest {

    @Test
    public void knowsTheKindOfEachTranscript() throws IOException {
        String said = "";
        int known = 0;
        String transcripts = new String(CliProblemTest.class.getResourceAsStream("errors.txt").readAllBytes(), StandardCharsets.UTF_8);
        for (String line : transcripts.lines().toList()) {
            if (line.startsWith("=> ")) {
                SecretsProblem problem = CliProblem.of("Cannot look", said);
                assertThat(problem.kind().name()).as(said).isEqualTo(line.substring(3));
                assertThat(problem.getMessage()).startsWith("Cannot look: ");
                known++;
            } else if (!line.startsWith("#")) {
                said = line;
            }
        }
        assertThat(known).isEqualTo(13);
    }

    @Test
    public void namesThePermissionThatIsNeeded() {
        assertThat(CliProblem.of("Cannot list", "\nAn error occurred (AccessDeniedException) when calling the ListSecrets operation: no"))
                .hasMessageContaining("secretsmanager:ListSecrets is needed");
    }

    @Test
    public void takesTheErrorAndNoWarningBeforeIt() {
        assertThat(CliProblem.of("Cannot write", "Warning: something is deprecated\nError from server (Forbidden): no\n"))
                .hasMessageContaining("Error from server (Forbidden): no").hasMessageNotContaining("deprecated");
        assertThat(CliProblem.of("Cannot write", "")).hasMessageContaining("said nothing");
    }

    @Test
    public void cutsWhatIsLongAndLeavesNoControlCharacters() {
        assertThat(CliProblem.of("Cannot write", "\u001b[31m" + "x".repeat(5_000)).getMessage()).hasSizeLessThan(600).doesNotContain("\u001b");
    }
}
