package io.jenkins.plugins.cloudops.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RunDirectoryTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theFilesOfAStageAreNamedAfterIt() {
        assertThat(RunDirectory.script("work")).isEqualTo("work.sh");
        assertThat(RunDirectory.environment("work")).isEqualTo("work.env");
        assertThat(RunDirectory.output("work")).isEqualTo("work.out");
        assertThat(RunDirectory.log("work")).isEqualTo("work.log");
        assertThat(RunDirectory.started("work")).isEqualTo("work.started");
        assertThat(RunDirectory.alive("work")).isEqualTo("work.alive");
        assertThat(RunDirectory.failed("work")).isEqualTo("work.failed");
        assertThat(RunDirectory.exit("work")).isEqualTo("work.exit");
    }

    @Test
    public void furtherAttemptsAtAStageHaveNamesOfTheirOwn() {
        assertThat(RunDirectory.attempt("work", 1)).isEqualTo("work");
        assertThat(RunDirectory.attempt("work", 2)).isEqualTo("work-2");
        assertThat(RunDirectory.exit(RunDirectory.attempt("prepare", 10))).isEqualTo("prepare-10.exit");
    }

    @Test
    public void everyRunDirectoryHasTheScriptThatStartsAndTheOneThatSupervises() {
        Map<String, String> files = RunDirectory.supervisor();

        assertThat(files).containsOnlyKeys("start.sh", "supervise.sh");
        assertThat(files.values()).allMatch(text -> text.startsWith("#!/bin/sh\n") && text.endsWith("\n"));
        assertThat(files.values()).noneMatch(text -> text.contains("\r"));
    }

    @Test
    public void theLauncherHasAShebangSinceItWouldBeTracedOtherwise() {
        assertThat(RunDirectory.launcher("/ws@tmp/it's $x", "work"))
                .isEqualTo("#!/bin/sh\nexec /bin/sh '/ws@tmp/it'\\''s $x/start.sh' 'work'\n");
    }

    @Test
    public void theLauncherStartsTheStageOfItsDirectory() throws IOException, InterruptedException {
        Path directory = folder.newFolder("a 'b' $(touch x) \"c\"").toPath();
        try (StageRun run = new StageRun(directory)) {
            run.stage("work", "echo here\nexit 3\n", Map.of());
            Path launcher = folder.newFile().toPath();
            Files.writeString(launcher, RunDirectory.launcher(directory.toString(), "work"));
            Process process = new ProcessBuilder("/bin/sh", launcher.toString()).directory(folder.getRoot())
                    .redirectErrorStream(true).start();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
            assertThat(process.waitFor()).isZero();

            assertThat(run.exit("work", 10)).isEqualTo("3");
            assertThat(run.text("work.log")).isEqualTo("here\n");
        }
        assertThat(folder.getRoot().list()).doesNotContain("x");
    }
}
