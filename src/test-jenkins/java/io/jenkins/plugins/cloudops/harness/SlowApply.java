package io.jenkins.plugins.cloudops.harness;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;

/**
 * A stack that writes down what its apply does, and goes on in the middle only when the test says so. Of its
 * two resources, the second depends on the first; an apply of both, done once, is {@link #ONCE}.
 */
public final class SlowApply extends ExternalResource {

    /** What {@link #done} is after exactly one complete apply. */
    public static final List<String> ONCE = List.of("first begins", "first", "second");

    private static final long LONGEST_WAIT_SECONDS = 90;

    private Path directory;

    @Override
    protected void before() throws IOException {
        directory = Files.createTempDirectory("slow-apply");
    }

    @Override
    protected void after() {
        goOn();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The stack, with a local backend.
     *
     * @param name tells its applies from those of others
     */
    public String stack(String name) {
        Path done = directory.resolve(name);
        return """
                resource "terraform_data" "first" {
                  provisioner "local-exec" {
                    command = "echo first begins >>%1$s; for i in $(seq 900); do [ -e %2$s ] && break; sleep 0.1; done; echo first >>%1$s"
                  }
                }
                resource "terraform_data" "second" {
                  depends_on = [terraform_data.first]
                  provisioner "local-exec" {
                    command = "echo second >>%1$s"
                  }
                }
                """.formatted(done, gate());
    }

    private Path gate() {
        return directory.resolve("go-on");
    }

    /** What applies of this stack have done so far, in that order. */
    public List<String> done(String name) throws IOException {
        Path done = directory.resolve(name);
        return Files.exists(done) ? Files.readAllLines(done) : List.of();
    }

    /** Waits until the first resources of these stacks are being created. */
    public void awaitBegun(String... names) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        for (String name : names) {
            while (done(name).isEmpty() && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertEquals(name, List.of("first begins"), done(name));
        }
    }

    /** Lets all applies go on, also those that come later. */
    public void goOn() {
        try {
            if (!Files.exists(gate())) {
                Files.createFile(gate());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
