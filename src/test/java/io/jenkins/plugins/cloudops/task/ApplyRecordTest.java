package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredApply.Outcome;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class ApplyRecordTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private ApplyRecord record;

    @Before
    public void anApply() {
        record = new ApplyRecord(site.build(), "1", AppliedStateTest::begun);
    }

    private static RunOutcome failure(FailureKind kind) {
        return RunOutcome.failure(new CloudOpsException(kind, "It failed."));
    }

    private StoredApply after(Outcome known, RunOutcome outcome) throws Exception {
        record.update(stored -> stored.with(new StoredApply.Result(known, "", "", AppliedCounts.none()), 3));
        record.failed(outcome, "Said so.", 7);
        return record.get();
    }

    @Test
    public void beginsWithTheFirstChange() throws Exception {
        assertThat(record.get()).isNull();

        record.update(StoredApply::leavingState);

        assertThat(record.get().errored()).isTrue();
        assertThat(record.get().place().name()).isEqualTo("shop");
    }

    @Test
    public void nothingIsKeptOfABuildThatWasDeleted() throws Exception {
        ApplyRecord none = new ApplyRecord(null, "1", () -> {
            throw new AssertionError("nobody needs it");
        });

        none.update(StoredApply::leavingState);
        none.failed(failure(FailureKind.AGENT), "", 7);

        assertThat(none.get()).isNull();
    }

    @Test
    public void aFailureIsKeptWithItsKindAndSentence() throws Exception {
        StoredApply apply = after(Outcome.RUNNING, failure(FailureKind.AGENT));

        assertThat(apply.result().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(apply.result().kind()).isEqualTo("agent");
        assertThat(apply.result().failure()).isEqualTo("Said so.");
        assertThat(apply.duration()).isEqualTo(7);
    }

    @Test
    public void whatNobodyKnowsIsNotCalledAFailure() throws Exception {
        assertThat(after(Outcome.RUNNING, failure(FailureKind.UNKNOWN)).result().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    public void aStopIsKeptAsOneUnlessMoreIsKnown() throws Exception {
        assertThat(after(Outcome.RUNNING, RunOutcome.stopped()).result().outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(after(Outcome.UNKNOWN, RunOutcome.stopped()).duration()).isEqualTo(3);
        assertThat(record.get().result().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    public void whatWasAppliedStaysSoWhateverFailedAfterIt() throws Exception {
        assertThat(after(Outcome.APPLIED, failure(FailureKind.LOCKED)).result().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(after(Outcome.NOTHING, failure(FailureKind.LOCKED)).result().outcome()).isEqualTo(Outcome.NOTHING);
    }
}
