package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RootModuleTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path workspace;
    private Path stack;

    @Before
    public void layOut() throws IOException {
        workspace = folder.newFolder("workspace").toPath().toRealPath();
        stack = Files.createDirectories(workspace.resolve("stacks/shop"));
        Files.writeString(stack.resolve("main.tf"), "locals {}\n");
    }

    @Test
    public void aStackIsFoundFromTheCurrentDirectory() throws IOException {
        assertThat(find(workspace, "stacks/shop").directory()).isEqualTo(stack);
        assertThat(find(workspace.resolve("stacks"), "shop").directory()).isEqualTo(stack);
        assertThat(find(workspace.resolve("stacks"), "../stacks/./shop/").directory()).isEqualTo(stack);
        assertThat(find(stack, ".").directory()).isEqualTo(stack);
        assertThat(find(workspace, stack.toString()).directory()).isEqualTo(stack);
    }

    @Test
    public void theWorkspaceItselfMayBeTheStack() throws IOException {
        Files.writeString(workspace.resolve("main.tf.json"), "{}");

        assertThat(find(workspace, ".").directory()).isEqualTo(workspace);
    }

    @Test
    public void aStackThatIsMissingIsRefused() {
        refused(() -> find(workspace, "stacks/shoop"), "stack: there is no directory 'stacks/shoop' in " + workspace
                + ". Check the path, and that the sources were checked out before this step.");
        refused(() -> find(workspace, "a\0b"), "stack: there is no directory 'a\\u0000b' in " + workspace
                + ". Check the path, and that the sources were checked out before this step.");
        refused(() -> find(workspace, "stacks/shop/main.tf/x"), "stack: there is no directory 'stacks/shop/main.tf/x' in " + workspace
                + ". Check the path, and that the sources were checked out before this step.");
    }

    @Test
    public void aStackOutsideIsRefusedHoweverItIsNamed() throws IOException {
        Path outside = folder.newFolder("elsewhere").toPath().toRealPath();
        Files.writeString(outside.resolve("main.tf"), "");
        Path sibling = folder.newFolder("workspace2").toPath().toRealPath();
        Files.writeString(sibling.resolve("main.tf"), "");
        Files.createSymbolicLink(workspace.resolve("link"), outside);
        Files.createSymbolicLink(workspace.resolve("up"), workspace.getParent());

        refused(() -> find(workspace, "../elsewhere"), outside("../elsewhere", outside));
        refused(() -> find(workspace, outside.toString()), outside(outside.toString(), outside));
        refused(() -> find(workspace, "link"), outside("link", outside));
        refused(() -> find(workspace, "up/elsewhere"), outside("up/elsewhere", outside));
        refused(() -> find(workspace, "../workspace2"), outside("../workspace2", sibling));
        refused(() -> find(workspace, "/"), outside("/", Path.of("/")));
    }

    @Test
    public void aStackIsOutsideOfAWorkspaceThatIsNotThereYet() {
        Path none = workspace.resolveSibling("workspace-to-be");

        refused(() -> RootModule.find(none, none, stack.toString()), "stack: '" + stack + "' is " + stack
                + ", which is outside of the agent workspace " + none + ". Check it out below the workspace.");
    }

    @Test
    public void aLinkThatStaysInsideIsFine() throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), stack);
        Files.createSymbolicLink(folder.getRoot().toPath().resolve("workspace-link"), workspace);

        assertThat(find(workspace, "link").directory()).isEqualTo(stack);
        assertThat(RootModule.find(folder.getRoot().toPath().resolve("workspace-link"), workspace, "stacks/shop").directory())
                .isEqualTo(stack);
    }

    @Test
    public void aLinkToNothingIsMissing() throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), workspace.resolve("nothing"));
        Files.createSymbolicLink(workspace.resolve("circle"), workspace.resolve("circle"));

        refused(() -> find(workspace, "link"), "stack: there is no directory 'link' in " + workspace
                + ". Check the path, and that the sources were checked out before this step.");
        assertThatThrownBy(() -> find(workspace, "circle")).isInstanceOf(BadSetting.class);
    }

    @Test
    public void aFileIsNoStack() {
        refused(() -> find(workspace, "stacks/shop/main.tf"), "stack: 'stacks/shop/main.tf' is a file. Name the directory that it is in.");
    }

    @Test
    public void aStackWithoutConfigurationIsRefused() throws IOException {
        Path empty = Files.createDirectory(workspace.resolve("empty"));
        Files.writeString(empty.resolve("readme.md"), "");
        Files.writeString(empty.resolve("x.tfvars"), "");
        Files.writeString(empty.resolve("main.tf.bak"), "");
        Files.writeString(empty.resolve(".hidden.tf"), "");
        Files.createDirectory(empty.resolve("dir.tf"));

        refused(() -> find(workspace, "empty"), "stack: 'empty' has no configuration in it (no *.tf, *.tf.json or *.tofu file). Name the directory of the root module.");
        for (String name : List.of("a.tf", "a.tf.json", "a.tofu", "a.tofu.json")) {
            Path file = Files.writeString(empty.resolve(name), "");
            assertThatCode(() -> find(workspace, "empty")).as(name).doesNotThrowAnyException();
            Files.delete(file);
        }
    }

    @Test
    public void filesThatARequestNamesHaveToBeThere() throws IOException {
        RootModule module = find(workspace, "stacks/shop");
        Files.writeString(stack.resolve("a.tfvars"), "");
        Path elsewhere = folder.newFile("b.tfvars").toPath();
        Files.createDirectory(stack.resolve("directory"));

        assertThatCode(() -> module.requireFiles("varFiles", List.of("a.tfvars", elsewhere.toString(), "../shop/a.tfvars")))
                .doesNotThrowAnyException();
        refused(() -> module.requireFiles("varFiles", List.of("a.tfvars", "c.tfvars")), "varFiles: there is no file 'c.tfvars' (looked for "
                + stack.resolve("c.tfvars") + "). Paths are relative to the stack.");
        refused(() -> module.requireFiles("backendConfig", List.of("directory")), "backendConfig: there is no file 'directory' (looked for "
                + stack.resolve("directory") + "). Paths are relative to the stack.");
    }

    @Test
    public void aFileThatCannotBeReadIsRefused() throws IOException {
        Path secret = Files.writeString(stack.resolve("secret.tfvars"), "");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        if (Files.isReadable(secret)) {
            // Root may read everything, and so may its agent.
            assertThatCode(() -> find(workspace, "stacks/shop").requireFiles("varFiles", List.of("secret.tfvars")))
                    .doesNotThrowAnyException();
            return;
        }
        refused(() -> find(workspace, "stacks/shop").requireFiles("varFiles", List.of("secret.tfvars")),
                "varFiles: 'secret.tfvars' cannot be read by the agent (" + secret + "). Check its permissions.");
    }

    @Test
    public void backendsWhoseRunsHappenElsewhereAreRefused() throws IOException {
        Path backend = stack.resolve("backend.tf");
        Files.writeString(backend, "terraform {\n  backend \"remote\" {}\n}\n");
        refused(() -> find(workspace, "stacks/shop").requireSupportedBackend(), "stack: 'stacks/shop' keeps its state with the backend"
                + " \"remote\", which is not supported yet. Use another backend, or run the CLI with sh.");
        Files.writeString(backend, "terraform {\n  cloud {}\n}\n");
        refused(() -> find(workspace, "stacks/shop").requireSupportedBackend(), "stack: 'stacks/shop' keeps its state with a cloud block,"
                + " which is not supported yet. Use another backend, or run the CLI with sh.");
        Files.delete(backend);
        Files.writeString(stack.resolve("backend.tf.json"), "{\"terraform\":{\"cloud\":{}}}");
        assertThatThrownBy(() -> find(workspace, "stacks/shop").requireSupportedBackend()).isInstanceOf(BadSetting.class);
    }

    @Test
    public void otherBackendsAndOtherFilesAreNotRefused() throws IOException {
        Files.writeString(stack.resolve("backend.tf"), "terraform {\n  backend \"s3\" {}\n}\n");
        Files.writeString(stack.resolve(".backup.tf"), "terraform {\n  cloud {}\n}\n");
        Files.writeString(stack.resolve("note.txt"), "terraform {\n  cloud {}\n}\n");
        Files.write(stack.resolve("latin.tf"), new byte[] {'#', (byte) 0xE4, '\n'});
        Files.writeString(Files.createDirectory(stack.resolve("module")).resolve("main.tf"), "terraform {\n  cloud {}\n}\n");

        assertThatCode(() -> find(workspace, "stacks/shop").requireSupportedBackend()).doesNotThrowAnyException();
    }

    @Test
    public void theBackendThatInitRecordedCounts() throws IOException {
        RootModule module = find(workspace, "stacks/shop");
        assertThat(module.recordedBackend("")).isEqualTo("local");

        record(stack.resolve(".terraform"), "{\"version\":3,\"backend\":{\"type\":\"s3\",\"config\":{}}}");
        assertThat(module.recordedBackend("")).isEqualTo("s3");
        record(stack.resolve("data"), "{\"backend\":{\"type\":\"gcs\"}}");
        assertThat(module.recordedBackend("data")).isEqualTo("gcs");
        Path absolute = folder.newFolder().toPath();
        record(absolute, "{\"backend\":{\"type\":\"remote\"}}");
        assertThatThrownBy(() -> module.recordedBackend(absolute.toString())).isInstanceOf(BadSetting.class)
                .hasMessageContaining("the backend \"remote\"");
        record(stack.resolve(".terraform"), "{\"version\":3}");
        assertThat(module.recordedBackend("")).isEqualTo("local");
    }

    private static void record(Path dataDirectory, String text) throws IOException {
        Files.writeString(Files.createDirectories(dataDirectory).resolve("terraform.tfstate"), text);
    }

    private String outside(String named, Path real) {
        return "stack: '" + named + "' is " + real + ", which is outside of the agent workspace " + workspace
                + ". Check it out below the workspace.";
    }

    private RootModule find(Path current, String name) throws IOException {
        return RootModule.find(workspace, current, name);
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(BadSetting.class).hasMessage(sentence);
    }
}
