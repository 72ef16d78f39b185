package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class TranscriptTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private CliRun run;
    private FilePath directory;

    @Before
    public void aStageThatHasSaidSomething() throws Exception {
        run = new CliRun("7", site.build(), "agent", site.agent().file(site.workspace().toString()), new QuietTask(), 1);
        run.enter("plan", 1, false);
        directory = site.agent().file(site.outside().toString());
        Files.writeString(site.outside().resolve(RunDirectory.output("plan")), "one\ntwo\n");
    }

    @Test
    public void whatWasPrintedIsNotReadAgain() throws Exception {
        ListeningHost host = new ListeningHost();
        Transcript transcript = new Transcript(run, new Recipient(run, host));

        transcript.print(transcript.next(directory));
        Progress second = transcript.next(directory);
        transcript.print(second);

        assertThat(host.lines()).hasSize(2);
        assertThat(second.events()).isEmpty();
        assertThat(run.offset()).isEqualTo(8);
    }

    @Test
    public void whatWasReadAndNotPrintedIsReadAgain() throws Exception {
        Transcript transcript = new Transcript(run, new Recipient(run, new ListeningHost()));

        assertThat(transcript.next(directory).events()).hasSize(2);
        assertThat(transcript.next(directory).events()).hasSize(2);
        assertThat(run.offset()).isZero();
    }

    @Test
    public void theLogIsOnTheDiskBeforeItIsNotedAsRead() throws Exception {
        List<Long> offsets = new ArrayList<>();
        ListeningHost host = new ListeningHost() {
            @Override
            public TaskListener listener() {
                PrintStream log = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8) {
                    @Override
                    public void flush() {
                        offsets.add(run.offset());
                        super.flush();
                    }
                };
                return () -> log;
            }
        };
        Transcript transcript = new Transcript(run, new Recipient(run, host));

        transcript.print(transcript.next(directory));

        assertThat(offsets).isNotEmpty().containsOnly(0L);
        assertThat(run.offset()).isEqualTo(8);
    }
}
