package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.agent.WriteRun.Written;
import io.jenkins.plugins.cloudops.engine.terraform.CliAccess;
import io.jenkins.plugins.cloudops.engine.terraform.InitAccess;
import io.jenkins.plugins.cloudops.engine.terraform.GitAccess;
import io.jenkins.plugins.cloudops.engine.terraform.CliAccess;
import io.jenkins.plugins.cloudops.engine.terraform.InitAccess;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WriteRunTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path workspace;
    private Path directory;

    @Before
    public void layOut() throws IOException {
        workspace = folder.newFolder("workspace").toPath().toRealPath();
        Files.writeString(Files.createDirectory(workspace.resolve("shop")).resolve("main.tf"), "locals {}\n");
        directory = workspace.resolveSibling("workspace@tmp").resolve("cloudops").resolve("run1");
    }

    @Test
    public void onlyItsOwnerCanReadWhatItWrites() throws Exception {
        Written written = write(PlanRequest.builder().stack("shop").vars(Map.of("password", "s3cr3t"))
                .backendConfig(Map.of("key", "s3cr3t"), List.of()).environment(Map.of("TOKEN", "s3cr3t")).build());

        assertThat(written).isEqualTo(new Written(workspace.resolve("shop").toString(), new TreeMap<>(), 0, ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList()).hasSize(12).allSatisfy(file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString()).isEqualTo("rw-------"));
        }
    }

    @Test
    public void onlyWhatGitStartsCanBeExecuted() throws Exception {
        new WriteRun(StackOperation.PLAN, PlanRequest.builder().stack("shop").build(), workspace.toString(), workspace.toString(), List.of("terraform"), Map.of(), "",
                CliAccess.none(), new InitAccess(Map.of(), GitAccess.byKey("KEY", "")), List.of()).invoke(directory.toFile(), null);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("askpass.sh")))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("git.key")))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("start.sh")))).isEqualTo("rw-------");
    }

    @Test
    public void secretsAreInNoScript() throws Exception {
        write(PlanRequest.builder().stack("shop").vars(Map.of("password", "s3cr3t"))
                .backendConfig(Map.of("key", "s3cr3t"), List.of()).environment(Map.of("TOKEN", "s3cr3t")).build());

        for (String script : List.of("start.sh", "supervise.sh", "prepare.sh", "plan.sh")) {
            assertThat(directory.resolve(script)).content().doesNotContain("s3cr3t");
        }
        assertThat(directory.resolve("prepare.env")).content().contains("export TOKEN='s3cr3t'\n", "export FROM_THE_BUILD='x'\n");
    }

    @Test
    public void whatCannotBePlannedIsRefusedInASentenceAndNothingIsWritten() throws Exception {
        assertThat(write(PlanRequest.builder().stack("nowhere").build()).refusal()).startsWith("stack: there is no directory 'nowhere'");
        assertThat(write(PlanRequest.builder().stack("../..").build()).refusal()).contains("outside of the agent workspace");
        assertThat(write(PlanRequest.builder().stack("shop").varFiles(List.of("a.tfvars")).build()).refusal())
                .startsWith("varFiles: there is no file 'a.tfvars'");
        assertThat(write(PlanRequest.builder().stack("shop").backendConfig(Map.of(), List.of("b")).build()).refusal())
                .startsWith("backendConfig: there is no file 'b'");
        Files.writeString(workspace.resolve("shop/cloud.tf"), "terraform {\n  cloud {}\n}\n");
        Written refused = write(PlanRequest.builder().stack("shop").build());

        assertThat(refused.refusal()).contains("a cloud block");
        assertThat(refused.stack()).isEmpty();
        assertThat(directory).doesNotExist();
    }

    @Test
    public void aDirectoryInWhichNothingBeganIsWrittenAnew() throws Exception {
        write(PlanRequest.builder().stack("shop").vars(Map.of("a", "old")).build());
        write(PlanRequest.builder().stack("shop").build());

        assertThat(directory.resolve("vars.tfvars.json")).doesNotExist();
        assertThat(directory.resolve("plan.sh")).exists();
    }

    @Test
    public void whatIsNoRunDirectoryIsNotDeleted() throws IOException {
        Path precious = Files.writeString(Files.createDirectories(directory.resolve("deep")).resolve("precious"), "x");

        assertThatThrownBy(() -> write(PlanRequest.builder().stack("shop").build())).isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(precious).exists();
    }

    @Test
    public void itTravelsWithEverythingInIt() throws Exception {
        WriteRun callable = new WriteRun(StackOperation.PLAN, PlanRequest.builder().stack("shop").vars(Map.of("a", List.of(1, Map.of("b", true)))).build(),
                workspace.toString(), workspace.toString(), List.of("terraform"), Map.of("A", "1"), "", CliAccess.none(), InitAccess.none(), List.of());

        Written written = Travels.copy(Travels.copy(callable).invoke(directory.toFile(), null));

        assertThat(written.refusal()).isEmpty();
        assertThat(directory.resolve("vars.tfvars.json")).hasContent("{\"a\":[1,{\"b\":true}]}");
    }

    private Written write(PlanRequest request) throws IOException {
        return new WriteRun(StackOperation.PLAN, request, workspace.toString(), workspace.toString(), List.of("terraform"), Map.of("FROM_THE_BUILD", "x"), "",
                CliAccess.none(), InitAccess.none(), List.of())
                .invoke(directory.toFile(), null);
    }
}
