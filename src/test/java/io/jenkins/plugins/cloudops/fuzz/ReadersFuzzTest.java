package io.jenkins.plugins.cloudops.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.SensitiveVariables;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.DiagnosticText;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import io.jenkins.plugins.cloudops.engine.terraform.event.TextDiagnostics;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanFormatException;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanText;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Sink;
import io.jenkins.plugins.cloudops.engine.terraform.state.StateValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Transcripts of real tools, changed in many ways: no reader may hang, grow or throw what it does not declare. */
public class ReadersFuzzTest {

    private static final Path TRANSCRIPTS = Path.of("src/test/resources/io/jenkins/plugins/cloudops/engine/terraform");
    private static final int LARGEST = 200_000;
    private static final List<String> WORDS = List.of(
            "{", "}", "[", "]", "\"", "\\", ",", ":", "null", "true", "-1", "1e999", "99999999999999999999", "\n", "\u0000", "\u001b[31m",
            "\ud83d\ude42", "\\ud83d", "…", "│ ", "╷", "╵", "Error: ", "Warning: ", "  on x line 1:", "\"type\":\"diagnostic\"",
            "[[[[[[[[", "{\"a\":{\"a\":", "\"sensitive\":true", "\"after_sensitive\":true", "<<EOT\n", "${", "variable \"a\" {", "(sensitive)");

    private static List<byte[]> json;
    private static List<byte[]> lines;
    private static List<byte[]> texts;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @BeforeClass
    public static void readTranscripts() throws IOException {
        json = files(".json");
        texts = new ArrayList<>(files(".txt"));
        texts.addAll(files(".tf"));
        lines = new ArrayList<>();
        for (byte[] file : files(".jsonl")) {
            new String(file, StandardCharsets.UTF_8).lines().forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    public void plansAreReadOrRefused() throws Exception {
        Fuzz.run(1_500, random -> {
            byte[] input = Fuzz.mutated(random, json, WORDS);
            PlanReader reader = new PlanReader();
            try {
                PlanSummary summary = reader.read(new ByteArrayInputStream(input), Sink.none());
                assertThat(PlanText.of(summary).length()).isLessThan(200_000);
            } catch (PlanFormatException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    public void everyLineIsAnEvent() throws Exception {
        Fuzz.run(3_000, random -> {
            Event event = EventReader.read(new String(Fuzz.mutated(random, lines, WORDS), StandardCharsets.UTF_8));
            assertThat(event).isNotNull();
            if (event instanceof Event.Diagnosed diagnosed) {
                shown(diagnosed.diagnostic());
            }
        });
    }

    @Test
    public void everyTextHasDiagnosticsOrNone() throws Exception {
        Fuzz.run(3_000, random -> {
            String input = new String(Fuzz.mutated(random, texts, WORDS), StandardCharsets.UTF_8);
            TextDiagnostics.find(input).forEach(ReadersFuzzTest::shown);
        });
    }

    @Test
    public void everyStateGivesValuesOrNone() throws Exception {
        Fuzz.run(1_500, random ->
                StateValues.collect(new ByteArrayInputStream(Fuzz.mutated(random, json, WORDS)), new SensitiveValues()));
    }

    @Test
    public void everyConfigurationGivesVariablesOrNone() throws Exception {
        Path configuration = folder.newFile("main.tf").toPath();
        Fuzz.run(500, random -> {
            Files.write(configuration, Fuzz.mutated(random, texts, WORDS));
            SensitiveVariables.of(folder.getRoot().toPath(), new SensitiveValues())
                    .text(new String(Fuzz.mutated(random, texts, WORDS), StandardCharsets.UTF_8), false);
        });
    }

    private static void shown(Diagnostic diagnostic) {
        String text = DiagnosticText.of(diagnostic) + DiagnosticText.oneLine(diagnostic);
        assertThat(text.chars()).noneMatch(c -> c < ' ' && c != '\n' && c != '\t');
    }

    private static List<byte[]> files(String ending) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.walk(TRANSCRIPTS)) {
            found = all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
        List<byte[]> files = new ArrayList<>();
        for (Path file : found) {
            if (Files.size(file) <= LARGEST) {
                files.add(Files.readAllBytes(file));
            }
        }
        assertThat(files).as("transcripts that end with " + ending).isNotEmpty();
        return files;
    }
}
