package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import java.io.IOException;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReadPreparedTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path workspace;
    private Path stack;
    private Path directory;

    @Before
    public void layOut() throws IOException {
        workspace = folder.newFolder("workspace").toPath().toRealPath();
        stack = Files.createDirectory(workspace.resolve("shop"));
        Files.writeString(stack.resolve("main.tf"), "locals {}\n");
        directory = folder.newFolder("run").toPath();
        Files.writeString(directory.resolve("version.json"), "{\"terraform_version\":\"1.11.4\"}");
        Files.writeString(directory.resolve("workspace"), "staging\n");
        Files.writeString(directory.resolve("tool"), "/opt/terra form/terraform");
        Files.writeString(directory.resolve("data-directory"), "");
    }

    @Test
    public void whatPrepareFoundOutComesBack() throws Exception {
        Files.writeString(directory.resolve("commit"), "c0ffee\n");
        Files.writeString(directory.resolve("tree"), "7ee\n");
        Files.writeString(directory.resolve("edits"), "ed17\n");
        Files.writeString(directory.resolve("state.id"), "  \"serial\": 4,\n  \"lineage\": \"a-b\",\n");
        Files.writeString(stack.resolve(".terraform.lock.hcl"), "provider \"example.com/a/b\" {\n  version = \"1.2.3\"\n  hashes = [\n  ]\n}\n");
        StateKey state = StateKey.of("local", Map.of(), Map.of(), "staging", "agent1", stack.toString());

        assertThat(read()).isEqualTo(new Prepared("/opt/terra form/terraform", "1.11.4", "staging", state, "c0ffee", "7ee", "ed17",
                new TreeMap<>(Map.of("example.com/a/b", "1.2.3")), new StateIdentity("a-b", 4), ""));
    }

    @Test
    public void whatIsNotThereIsEmpty() throws Exception {
        assertThat(read().commit() + read().tree() + read().edits()).isEmpty();
        assertThat(read().identity()).isEqualTo(StateIdentity.NONE);
        assertThat(read().providers()).isEmpty();
    }

    @Test
    public void theEnvironmentOfTheBackendCountsForTheState() throws Exception {
        Files.writeString(Files.createDirectory(stack.resolve(".terraform")).resolve("terraform.tfstate"),
                "{\"backend\":{\"type\":\"http\",\"config\":{}}}");
        Files.writeString(directory.resolve("backend.env"), "TF_HTTP_ADDRESS=http://127.0.0.1/one\n");
        StateKey one = read().state();
        Files.writeString(directory.resolve("backend.env"), "TF_HTTP_ADDRESS=http://127.0.0.1/two\n");

        assertThat(read().state().sameState(one)).isFalse();
    }

    @Test
    public void theBackendIsReadFromTheDataDirectoryOfTheBuild() throws Exception {
        Files.writeString(directory.resolve("data-directory"), "data of it");
        Files.writeString(Files.createDirectory(stack.resolve("data of it")).resolve("terraform.tfstate"), "{\"backend\":{\"type\":\"s3\"}}");

        assertThat(read().state().backend()).isEqualTo("s3");
    }

    @Test
    public void aBackendThatOnlyInitShowedIsRefused() throws Exception {
        Files.writeString(Files.createDirectory(stack.resolve(".terraform")).resolve("terraform.tfstate"), "{\"backend\":{\"type\":\"cloud\"}}");
        Prepared prepared = read();

        assertThat(prepared.refusal()).isEqualTo("stack: '" + stack + "' keeps its state with a cloud block, which is not supported yet."
                + " Use another backend, or run the CLI with sh.");
        assertThat(prepared.version()).isEqualTo("1.11.4");
    }

    @Test
    public void aVersionThatCannotBeReadIsEmpty() throws Exception {
        Files.writeString(directory.resolve("version.json"), "Terraform v0.11");

        assertThat(read().version()).isEmpty();
    }

    private Prepared read() throws Exception {
        return Travels.copy(Travels.copy(new ReadPrepared(workspace.toString(), stack.toString(), "agent1")).invoke(directory.toFile(), null));
    }
}
