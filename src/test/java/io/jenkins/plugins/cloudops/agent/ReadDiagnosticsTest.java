package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReadDiagnosticsTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void errorsOfTheStreamAreFoundAndWarningsAreNot() throws Exception {
        List<Diagnostic> errors = read(transcript("failing.jsonl"));

        assertThat(errors).isNotEmpty().allMatch(Diagnostic::isError);
        assertThat(Travels.copy(errors)).isEqualTo(errors);
    }

    @Test
    public void errorsInTextAreFoundToo() throws Exception {
        assertThat(read(transcript("syntax.txt"))).isNotEmpty().allMatch(Diagnostic::isError);
        assertThat(read(transcript("check.txt"))).allMatch(Diagnostic::isError);
    }

    @Test
    public void whatHasNoErrorsHasNone() throws Exception {
        assertThat(read(transcript("everything.jsonl"))).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(new ReadDiagnostics("never").invoke(folder.getRoot(), null)).isEmpty();
    }

    @Test
    public void aFloodOfErrorsIsCutOff() throws Exception {
        String error = transcript("failing.jsonl").lines().filter(line -> line.contains("\"type\":\"diagnostic\"")).findFirst().orElseThrow();

        assertThat(read((error + "\n").repeat(5_000))).hasSize(100);
    }

    private List<Diagnostic> read(String output) throws Exception {
        Path file = folder.getRoot().toPath().resolve("plan.out");
        Files.writeString(file, output);
        return Travels.copy(new ReadDiagnostics("plan")).invoke(folder.getRoot(), null);
    }

    private static String transcript(String name) throws IOException {
        try (InputStream in = Event.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
