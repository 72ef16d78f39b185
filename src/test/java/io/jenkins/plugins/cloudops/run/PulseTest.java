package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class PulseTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final ListeningHost host = new ListeningHost();
    private final QuietTask task = new QuietTask();
    private long nanos;
    private Pulse pulse;
    private FilePath directory;

    @Before
    public void aRun() throws Exception {
        CliRun run = new CliRun("7", site.build(), "agent", site.agent().file(site.workspace().toString()), task, 1);
        run.enter("plan", 1, false);
        pulse = new Pulse(run, new Recipient(run, host), () -> nanos);
        directory = site.agent().file(site.outside().toString());
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    public void aRunLivesWhileItsSupervisorBeats() throws Exception {
        for (int beat = 0; beat < 5; beat++) {
            pass(Pulse.SILENCE + 1);
            assertThat(pulse.hasStopped(directory, "beat " + beat)).isFalse();
        }
        assertThat(pulse.silentFor()).isZero();
        assertThat(task.asked).isEmpty();
    }

    @Test
    public void aSilenceCountsOnlyWhenItIsLong() throws Exception {
        pulse.hasStopped(directory, "1");
        pass(Pulse.SILENCE);

        assertThat(pulse.hasStopped(directory, "1")).isFalse();
        assertThat(pulse.silentFor()).isEqualTo(Pulse.SILENCE);
    }

    @Test
    public void afterALongSilenceTheRunHasStoppedIfNoProcessOfItIsLeft() throws Exception {
        pulse.hasStopped(directory, "1");
        pass(Pulse.SILENCE + 1);

        assertThat(pulse.hasStopped(directory, "1")).isTrue();
        assertThat(host.lines()).isEmpty();
    }

    @Test
    public void theSilenceWhileTheAgentWasAwayDoesNotCount() throws Exception {
        pulse.hasStopped(directory, "1");
        pass(Pulse.SILENCE + 1);
        pulse.listen();

        assertThat(pulse.hasStopped(directory, "1")).isFalse();
    }

    @Test
    public void theBeatOfAnotherAttemptIsHeardThoughItIsTheSame() throws Exception {
        pulse.hasStopped(directory, "1");
        pass(Pulse.SILENCE + 1);
        pulse.forget();

        assertThat(pulse.hasStopped(directory, "1")).isFalse();
        assertThat(pulse.silentFor()).isZero();
    }
}
