package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.agent.LookForCli.Life;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LookForCliTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path directory;
    private Process process;

    @Before
    public void aRunDirectory() throws Exception {
        directory = folder.newFolder("it's a $(run)").toPath();
        namespace(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
    }

    @After
    public void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private void namespace(String text) throws Exception {
        Files.writeString(directory.resolve(RunDirectory.namespace("apply")), text + "\n");
    }

    private void starts(File output) throws Exception {
        process = new ProcessBuilder("sleep", "60").redirectOutput(output).start();
        Files.writeString(directory.resolve(RunDirectory.CLI), process.pid() + "\n");
    }

    private LookForCli.Found look() throws Exception {
        return Travels.copy(new LookForCli("apply")).invoke(directory.toFile(), null);
    }

    @Test
    public void findsACliThatStillWritesIntoTheRunDirectory() throws Exception {
        starts(directory.resolve("apply.out").toFile());

        assertThat(look().life()).isEqualTo(Life.ALIVE);
        assertThat(look().process()).isEqualTo(String.valueOf(process.pid()));
    }

    @Test
    public void itIsGoneOnceItWasKilled() throws Exception {
        starts(directory.resolve("apply.out").toFile());
        process.destroyForcibly().waitFor();
        long before = System.currentTimeMillis();

        assertThat(look().life()).isEqualTo(Life.GONE);
        assertThat(look().now()).isGreaterThanOrEqualTo(before);
    }

    @Test
    public void takesNoOtherProcessForItWhateverItsNumber() throws Exception {
        starts(new File("/dev/null"));

        assertThat(look().life()).isEqualTo(Life.GONE);
    }

    @Test
    public void ofACliOnAnotherMachineNothingIsKnown() throws Exception {
        Files.writeString(directory.resolve("who"), "jenkins@one\n" + Files.readString(Path.of("/proc/sys/kernel/random/boot_id")));
        assertThat(look().life()).isEqualTo(Life.GONE);

        Files.writeString(directory.resolve("who"), "jenkins@one\n00000000-0000-4000-8000-000000000000\n");
        assertThat(look().life()).isEqualTo(Life.UNKNOWN);
    }

    @Test
    public void whatCannotBeReadEndsNothing() throws Exception {
        Files.createDirectory(directory.resolve(RunDirectory.CLI));

        assertThat(look().life()).isEqualTo(Life.UNKNOWN);
    }

    @Test
    public void ofACliInAnotherContainerNothingIsKnown() throws Exception {
        namespace("pid:[1]");

        assertThat(look().life()).isEqualTo(Life.UNKNOWN);
        namespace("");
        assertThat(look().life()).isEqualTo(Life.UNKNOWN);
        Files.delete(directory.resolve(RunDirectory.namespace("apply")));
        assertThat(look().life()).isEqualTo(Life.UNKNOWN);
    }
}
