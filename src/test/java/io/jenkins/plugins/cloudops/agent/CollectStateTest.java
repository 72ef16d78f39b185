package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.agent.CollectState.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CollectStateTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path run;
    private Path stack;
    private Path collected;

    @Before
    public void layOut() throws IOException {
        run = folder.newFolder("run").toPath();
        stack = folder.newFolder("stack").toPath();
        collected = run.resolve("errored.tfstate");
    }

    private Found collect() throws Exception {
        return Travels.copy(new CollectState(stack.toString(), "apply")).invoke(run.toFile(), null);
    }

    private boolean kept() throws Exception {
        return Travels.copy(new KeepFromStarting("apply")).invoke(run.toFile(), null);
    }

    private Path left() throws Exception {
        return Files.writeString(stack.resolve("errored.tfstate"), "a state");
    }

    @Test
    public void whatTheCliLeftInTheStackIsTaken() throws Exception {
        Files.createDirectory(run.resolve("apply.started"));
        left();

        assertThat(collect()).isEqualTo(Found.STATE);

        assertThat(collected).hasContent("a state");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(collected))).isEqualTo("rw-------");
        assertThat(stack).isEmptyDirectory();
        assertThat(collect()).as("again").isEqualTo(Found.STATE);
    }

    @Test
    public void aStateThatWasThereBeforeIsNotTouched() throws Exception {
        left();
        assertThat(collect()).as("not started").isEqualTo(Found.NOTHING);

        Files.writeString(run.resolve("apply.env"), "");
        assertThat(kept()).isTrue();
        assertThat(collect()).as("kept from starting").isEqualTo(Found.NOTHING);

        Files.delete(run.resolve("apply.env"));
        Files.writeString(run.resolve("apply.failed"), "errored\n");
        assertThat(collect()).as("refused").isEqualTo(Found.NOTHING);
        assertThat(stack.resolve("errored.tfstate")).hasContent("a state");
    }

    @Test
    public void withoutARunDirectoryNothingIsTaken() throws Exception {
        left();
        Files.delete(run);

        assertThat(collect()).isEqualTo(Found.NOTHING);
        assertThat(stack.resolve("errored.tfstate")).exists();
    }

    @Test
    public void whatHasStartedCannotBeKeptFromIt() throws Exception {
        assertThat(kept()).isTrue();
        assertThat(kept()).isFalse();
        assertThat(run.resolve("apply.started")).isDirectory();
        Files.delete(run.resolve("apply.started"));
        Files.delete(run);
        assertThat(kept()).as("nothing starts without its directory").isTrue();
        assertThat(run).doesNotExist();
    }
}
