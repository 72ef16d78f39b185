package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.IOException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class RecipientTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final ListeningHost host = new ListeningHost();
    private CliRun run;

    @Before
    public void aRun() {
        run = run(new QuietTask());
    }

    private CliRun run(CliTask task) {
        return new CliRun("7", site.build(), "agent", site.agent().file(site.workspace().toString()), task, 1);
    }

    /** Has come to something that cannot be read. */
    static final class Unreadable extends QuietTask {
        @Override
        public Object result(Run<?, ?> build) throws IOException {
            throw new IOException("no such file");
        }
    }

    @Test
    public void theOutcomeIsToldOnce() throws Exception {
        Recipient recipient = new Recipient(run, host);
        run.end(RunOutcome.success("It drifts."));

        recipient.tell();
        recipient.tell();

        assertThat(host.told).containsExactly("unstable: It drifts.", "succeeded: done");
        assertThat(recipient.isTold()).isTrue();
    }

    @Test
    public void aRunThatWasAskedToStopIsToldAsStoppedHoweverItEnded() throws Exception {
        run.requestStop();
        run.end(RunOutcome.success(""));

        new Recipient(run, host).tell();

        assertThat(host.told).containsExactly("stopped");
    }

    @Test
    public void aFailureIsToldInItsSentence() throws Exception {
        run.end(RunOutcome.failure(new CloudOpsException(FailureKind.AGENT, "It has vanished.")));

        new Recipient(run, host).tell();

        assertThat(host.told).containsExactly("failed: It has vanished.");
    }

    @Test
    public void aResultThatCannotBeReadIsAFailure() throws Exception {
        CliRun unreadable = run(new Unreadable());
        unreadable.end(RunOutcome.success(""));

        new Recipient(unreadable, host).tell();

        assertThat(host.told).singleElement().asString().startsWith("failed: The work has succeeded").contains("no such file");
    }

    @Test
    public void theOutcomeIsKeptForAStepThatIsComingBack() throws Exception {
        Recipient recipient = new Recipient(run, null);
        run.end(RunOutcome.success(""));

        recipient.tell();
        assertThat(recipient.isTold()).isFalse();
        assertThat(recipient.neverCame()).isTrue();
        recipient.is(host);
        recipient.tell();

        assertThat(host.told).containsExactly("succeeded: done");
        assertThat(recipient.neverCame()).isFalse();
    }

    @Test
    public void nobodyIsToldOfARunWhoseBuildIsOver() throws Exception {
        Recipient recipient = new Recipient(run, null);
        run.end(RunOutcome.success(""));
        site.build().end();

        recipient.tell();

        assertThat(recipient.isTold()).isTrue();
        assertThat(recipient.buildGoesOn()).isFalse();
    }

    @Test
    public void aBuildThatLeftWithoutAWordIsLetGoOfOnce() throws Exception {
        Recipient recipient = new Recipient(run, host);
        assertThat(recipient.leaves()).isFalse();

        host.waits = false;

        assertThat(recipient.leaves()).isTrue();
        assertThat(recipient.leaves()).isFalse();
        assertThat(recipient.isThere()).isFalse();
        assertThat(recipient.neverCame()).isFalse();
        assertThat(recipient.buildGoesOn()).isFalse();
        run.end(RunOutcome.stopped());
        recipient.tell();
        assertThat(host.told).isEmpty();
    }

    @Test
    public void theLogIsWrittenUntilTheOutcomeWasTold() throws Exception {
        Recipient recipient = new Recipient(run, host);
        recipient.log().println("before");
        run.end(RunOutcome.success(""));

        recipient.tell();
        recipient.log().println("after");

        assertThat(host.lines()).containsExactly("before");
        assertThat(recipient.listener()).isSameAs(TaskListener.NULL);
    }
}
