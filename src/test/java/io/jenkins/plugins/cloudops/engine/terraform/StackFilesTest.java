package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StackFilesTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path stack;
    private StackFiles files;

    @Before
    public void aStack() throws IOException {
        stack = folder.newFolder("a stack").toPath().toRealPath();
        files = new StackFiles(stack, "");
        write("main.tf", "");
    }

    private Path write(String file, String text) throws IOException {
        Path path = stack.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private Path zip(String entry) throws IOException {
        Path archive = folder.getRoot().toPath().resolve("archive.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write('x');
        }
        return archive;
    }

    @Test
    public void whatIsNewOrWrittenSinceWasMade() throws IOException {
        write("old", "1");
        write("same", "1");
        Map<String, String> before = files.list();
        write("old", "12");
        write("build/new.zip", "1");
        write(".terraform.lock.hcl", "1");

        assertThat(files.since(before)).containsExactly(".terraform.lock.hcl", "build/new.zip", "old");
    }

    @Test
    public void statesAndTheDataDirectoryAndGitAndLinksAreNot() throws IOException {
        Map<String, String> before = files.list();
        for (String other : List.of(".terraform/x", "sub/.git/x", "terraform.tfstate", "x.tfstate.backup", ".terraform.tfstate.lock.info",
                "errored.tfstate", "terraform.tfstate.d/w/terraform.tfstate")) {
            write(other, "x");
        }
        Files.createSymbolicLink(stack.resolve("link"), folder.newFile("outside").toPath());
        Files.createSymbolicLink(stack.resolve("linked"), folder.newFolder("outside directory").toPath());

        assertThat(files.since(before)).isEmpty();
        write("data/x", "x");
        assertThat(new StackFiles(stack, "data").since(before)).contains(".terraform/x").doesNotContain("data/x");
    }

    @Test
    public void whereItIsNotKnownWhatWasThereNothingWasMade() throws IOException {
        write("new", "");

        assertThat(files.since(Map.of())).isEmpty();
    }

    @Test
    public void theyComeBackWithTheirPermissionsAndGoAgain() throws IOException {
        Path script = write("build/it's a $(script)", "#!/bin/sh");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        write("kept", "new");
        Path archive = folder.getRoot().toPath().resolve("made.zip");
        files.pack(List.of("build/it's a $(script)", "kept"), Files.newOutputStream(archive));
        Files.delete(script);
        write("kept", "old");

        List<String> brought = files.unpack(archive);

        assertThat(brought).containsExactly("build/it's a $(script)");
        assertThat(script).hasContent("#!/bin/sh");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script))).isEqualTo("rwxr-x---");
        assertThat(stack.resolve("kept")).hasContent("new");
        files.remove(brought);
        files.remove(brought);
        assertThat(script).doesNotExist();
        assertThat(stack.resolve("kept")).exists();
    }

    @Test
    public void nothingIsWrittenOutsideOfTheStack() throws IOException {
        for (String entry : List.of("../evil", "/tmp/../" + folder.getRoot() + "/evil", "a/../../evil")) {
            assertThatThrownBy(() -> files.unpack(zip(entry))).as(entry).isInstanceOf(IOException.class).hasMessageContaining("Outside of the stack");
        }
        Path elsewhere = folder.newFolder("elsewhere").toPath();
        Files.createSymbolicLink(stack.resolve("link"), elsewhere);
        assertThatThrownBy(() -> files.unpack(zip("link/evil"))).hasMessageContaining("Outside of the stack");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(folder.getRoot().toPath().resolve("evil")).doesNotExist();
    }

    @Test
    public void aLinkThatStandsInTheWayIsReplacedAndNotFollowed() throws IOException {
        Path outside = Files.writeString(folder.newFile("outside").toPath(), "untouched");
        Files.createSymbolicLink(stack.resolve("made"), outside);

        files.unpack(zip("made"));

        assertThat(stack.resolve("made")).hasContent("x").satisfies(path -> assertThat(Files.isSymbolicLink(path)).isFalse());
        assertThat(outside).hasContent("untouched");
    }
}
