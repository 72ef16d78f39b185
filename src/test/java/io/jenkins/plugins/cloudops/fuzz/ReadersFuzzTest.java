package io.jenkins.plugins.cloudops.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.lock.LockProblem;
import io.jenkins.plugins.cloudops.engine.lock.ReleaseProblem;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.BackendRecord;
import io.jenkins.plugins.cloudops.engine.terraform.CliVersion;
import io.jenkins.plugins.cloudops.engine.terraform.SensitiveVariables;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyOutcome;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyReader;
import io.jenkins.plugins.cloudops.engine.terraform.apply.OutputValues;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ResourceSink;
import io.jenkins.plugins.cloudops.engine.terraform.check.TestStream;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Transcripts of real tools, changed in many ways: no reader may hang, grow or throw what it does not declare. */
public class ReadersFuzzTest {

    private static final Path TRANSCRIPTS = Path.of("src/test/resources/io/jenkins/plugins/cloudops/engine");
    private static final int LARGEST = 200_000;
    private static final List<String> WORDS = List.of(
            "{", "}", "[", "]", "\"", "\\", ",", ":", "null", "true", "-1", "1e999", "99999999999999999999", "\n", "\u0000", "\u001b[31m",
            "\ud83d\ude42", "\\ud83d", "…", "│ ", "╷", "╵", "Error: ", "Warning: ", "  on x line 1:", "\"type\":\"diagnostic\"",
            "[[[[[[[[", "Lock Info:", "  ID:        ", "Error message: ", "already locked: ID=", "\\nLock Info:\\n  ID: 1\\n",
            "\"outputs\":{", "\"backend\":{\"type\":", "\"test_run\":{", "\"value\":[1,{\"a\":null}]",
            "postgres://u:p@h:5432/d?sslmode=x", "host='a' dbname=b password=c", "{\"a\":{\"a\":", "\"sensitive\":true", "\"after_sensitive\":true", "<<EOT\n", "${", "variable \"a\" {", "(sensitive)");

    private static final List<String> BACKENDS = List.of("local", "s3", "gcs", "azurerm", "pg", "http", "kubernetes", "consul", "cos", "oss",
            "oci", "remote", "cloud", "");

    private static List<byte[]> json;
    private static List<byte[]> lines;
    private static List<byte[]> texts;
    private static List<byte[]> streams;
    private static List<byte[]> tests;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @BeforeClass
    public static void readTranscripts() throws IOException {
        json = files(".json");
        texts = new ArrayList<>(files(".txt"));
        texts.addAll(files(".tf"));
        streams = files(".jsonl");
        tests = files("test.jsonl");
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
    public void everyDiagnosticIsALockOrNone() throws Exception {
        Fuzz.run(1_500, random -> {
            for (String document : List.of(text(random, lines), text(random, texts))) {
                List<Diagnostic> found = new ArrayList<>(TextDiagnostics.find(document));
                if (EventReader.read(document) instanceof Event.Diagnosed it) {
                    found.add(it.diagnostic());
                }
                String backend = BACKENDS.get(random.nextInt(BACKENDS.size()));
                String all = found.stream().map(Diagnostic::detail).collect(Collectors.joining("\n"));
                LockProblem problem = LockProblem.of(backend, LockProblem.SUMMARY, all).orElseThrow();
                if (problem instanceof LockProblem.HeldBy held) {
                    assertThat(held.info().sentence(Instant.EPOCH).chars()).noneMatch(c -> c < ' ');
                } else if (problem instanceof LockProblem.CannotLock cannot) {
                    assertThat(cannot.message().chars()).noneMatch(c -> c < ' ');
                }
                assertThat(ReleaseProblem.of(ReleaseProblem.SUMMARY, all)).isPresent();
            }
        });
    }

    @Test
    public void everyRecordOfABackendNamesAStateOrIsRefused() throws Exception {
        Fuzz.run(1_500, random -> {
            try {
                BackendRecord record = BackendRecord.in(text(random, json));
                String type = random.nextInt(4) == 0 ? record.type() : BACKENDS.get(random.nextInt(BACKENDS.size()));
                Map<String, String> environment = Map.of("PG_CONN_STR", text(random, texts), "AWS_REGION", "r", "TF_HTTP_ADDRESS", "h");
                StateKey key = StateKey.of(type, record.config(), environment, "w", "a", "/d");
                assertThat(key.digest()).hasSize(64);
                assertThat(key.label().chars()).noneMatch(c -> c < ' ');
            } catch (IOException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    public void outputsAreReadOrRefused() throws Exception {
        Fuzz.run(1_500, random -> {
            try {
                OutputValues.read(new ByteArrayInputStream(Fuzz.mutated(random, json, WORDS)));
            } catch (IOException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    public void everyStreamOfAnApplyComesToSomething() throws Exception {
        Fuzz.run(500, random -> {
            byte[] stream = Fuzz.mutated(random, streams, WORDS);
            SensitiveValues secrets = new SensitiveValues();
            secrets.addBound("terraform_data");
            ApplyOutcome outcome = new ApplyReader(secrets).read(new ByteArrayInputStream(stream), ResourceSink.none());
            assertThat(outcome.toString()).doesNotContain("terraform_data");
        });
    }

    @Test
    public void everyStreamOfATestComesToSomething() throws Exception {
        Fuzz.run(1_500, random -> {
            TestStream stream = new TestStream();
            new String(Fuzz.mutated(random, tests, WORDS), StandardCharsets.UTF_8).lines().forEach(stream::read);
            assertThat(stream.files()).isNotNull();
            assertThat(CliVersion.read(text(random, json))).isNotNull();
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

    private static String text(Random random, List<byte[]> corpus) {
        return new String(Fuzz.mutated(random, corpus, WORDS), StandardCharsets.UTF_8);
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
