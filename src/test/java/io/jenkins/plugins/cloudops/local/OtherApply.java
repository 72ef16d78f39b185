package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.rules.ExternalResource;

/** Somebody who applies by hand with the real Terraform, in a directory of their own, and so holds the lock of a state. */
public final class OtherApply extends ExternalResource {

    private static final String RESOURCE = """
            resource "terraform_data" "it" {
              provisioner "local-exec" {
                command = "%s"
              }
            }
            """;

    private final LocalSite site;
    private Process terraform;

    /** @param site gives the directory */
    public OtherApply(LocalSite site) {
        this.site = site;
    }

    @Override
    protected void after() {
        if (terraform != null) {
            kill();
        }
    }

    /** The configuration of a stack that is applied at once. */
    public static String stack(String backend) {
        return stack(backend, "echo done");
    }

    /** The same, with a command that the apply runs. */
    public static String stack(String backend, String command) {
        return backend + RESOURCE.formatted(command);
    }

    /** Applies until {@link #goOn()}. Returns when the state is locked. */
    public void hold(String backend) throws Exception {
        Path mine = Files.createDirectories(site.outside().resolve("mine"));
        Files.writeString(mine.resolve("main.tf"), stack(backend, "touch begun; while [ ! -e go ]; do sleep 0.1; done"));
        Process init = new ProcessBuilder("terraform", "init", "-no-color").directory(mine.toFile()).redirectErrorStream(true).start();
        String output = new String(init.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(init.waitFor()).as(output).isZero();
        terraform = new ProcessBuilder("terraform", "apply", "-auto-approve", "-no-color").directory(mine.toFile())
                .redirectErrorStream(true).redirectOutput(mine.resolve("log").toFile()).start();
        Eventually.holds(() -> assertThat(mine.resolve("begun")).exists());
    }

    /** Ends as it should. */
    public void goOn() throws Exception {
        Files.createFile(site.outside().resolve("mine/go"));
        assertThat(terraform.waitFor()).isZero();
    }

    /** Kills it with all that it has started, without a chance to give the lock back. */
    public void kill() {
        List<ProcessHandle> started = terraform.descendants().toList();
        // First, or it would give the lock back since its command was killed.
        terraform.destroyForcibly().onExit().join();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
