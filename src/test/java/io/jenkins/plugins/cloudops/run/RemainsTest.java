package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;

public class RemainsTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final QuietTask task = new QuietTask();

    private CliRun run(CliTask ofRun) throws Exception {
        CliRun run = new CliRun("7", site.build(), "agent", site.agent().file(site.workspace().toString()), ofRun, 1);
        Files.createDirectories(Path.of(run.directoryPath(), "more"));
        Files.writeString(Path.of(run.directoryPath(), "more", "file"), "x");
        return run;
    }

    private Remains of(CliRun run) {
        return new Remains(run, new Recipient(run, new ListeningHost()));
    }

    @Test
    public void nothingIsLeftAfterWhatMustNotBeLostWasRescued() throws Exception {
        CliRun run = run(task);
        Remains remains = of(run);

        remains.remove();
        remains.remove();

        assertThat(task.asked).containsExactly("rescue", "release");
        assertThat(run.isCleaned()).isTrue();
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void nothingIsRemovedWhileSomethingCannotBeRescued() throws Exception {
        CliRun run = run(new Unsaved());

        of(run).remove();

        assertThat(run.isCleaned()).isFalse();
        assertThat(Path.of(run.directoryPath(), "more", "file")).exists();
    }

    @Test
    public void whatIsOnAnAgentThatIsAwayIsLeftUntilItReturns() throws Exception {
        CliRun run = run(task);
        Remains remains = of(run);
        site.agent().disconnect();

        remains.remove();
        assertThat(run.isCleaned()).isFalse();
        site.agent().reconnect();
        remains.remove();

        assertThat(run.isCleaned()).isTrue();
        assertThat(task.asked.stream().filter("release"::equals)).hasSize(1);
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void nothingIsLeftOfANodeThatWasRemoved() throws Exception {
        CliRun run = run(task);
        site.jenkins().remove("agent");

        of(run).remove();

        assertThat(run.isCleaned()).isTrue();
        assertThat(task.asked).isEmpty();
    }

    /** Has something that it cannot save. */
    static final class Unsaved extends QuietTask {
        @Override
        public void rescue(Run<?, ?> build, FilePath directory, PrintStream log) throws IOException {
            throw new IOException("no space left");
        }
    }
}
