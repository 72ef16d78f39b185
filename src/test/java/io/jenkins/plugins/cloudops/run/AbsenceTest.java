package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class AbsenceTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final ListeningHost host = new ListeningHost();
    private long nanos;
    private CliRun run;
    private Absence absence;

    @Before
    public void aRun() {
        run = new CliRun("7", site.build(), "agent", site.agent().file(site.workspace().toString()), new QuietTask(), 1);
        absence = new Absence(run, new Recipient(run, host), () -> nanos);
        CloudOpsConfiguration.get().setAgentTimeout("1m");
    }

    private void pass(long seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    public void anAgentThatReconnectsAtOnceIsNotMentioned() throws Exception {
        assertThat(absence.goesOn("cut")).isFalse();
        pass(4);
        assertThat(absence.goesOn("cut")).isFalse();
        absence.end();

        assertThat(host.lines()).isEmpty();
        assertThat(absence.lasts()).isFalse();
    }

    @Test
    public void theBuildIsToldOnceThatItWaitsAndOnceThatTheAgentIsBack() throws Exception {
        absence.goesOn("cut");
        pass(5);
        absence.goesOn("cut");
        absence.goesOn("cut");
        assertThat(absence.isAnnounced()).isTrue();

        absence.end();

        assertThat(host.lines()).containsExactly(
                "agent cannot be reached. The CLI there goes on; waiting up to 1m for the agent. cut", "agent is back.");
        assertThat(absence.isAnnounced()).isFalse();
    }

    @Test
    public void aStopIsPromisedForWhenTheAgentIsBack() throws Exception {
        absence.goesOn("cut");
        pass(5);
        run.requestStop();
        absence.goesOn("cut");
        absence.goesOn("cut");

        assertThat(host.lines()).hasSize(2).last().asString()
                .isEqualTo("The work will be asked to stop as soon as agent is back. To end the build before that, stop it once more.");
    }

    @Test
    public void itIsTooLongAfterTheTimeThatIsConfigured() throws Exception {
        absence.goesOn("");
        pass(60);
        assertThat(absence.goesOn("")).isFalse();
        pass(1);
        assertThat(absence.goesOn("")).isTrue();
    }

    @Test
    public void eachAbsenceHasItsOwnTime() throws Exception {
        absence.goesOn("");
        pass(59);
        absence.end();
        pass(59);

        assertThat(absence.goesOn("")).isFalse();
    }
}
