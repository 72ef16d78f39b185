package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.run.ListeningHost;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class AppliedStateTest {

    private static final StateKey STATE = new StateKey("ab".repeat(32), "s3", "s3 bucket/shop");

    @Rule
    public final LocalSite site = new LocalSite();

    private final AppliedState state = new AppliedState("1");
    private final ListeningHost host = new ListeningHost();
    private FilePath directory;
    private ApplyRecord record;

    @Before
    public void anApply() throws Exception {
        state.is(STATE);
        directory = site.agent().file(site.outside().toString());
        Files.createFile(site.outside().resolve(RunDirectory.started("apply")));
        record = new ApplyRecord(site.build(), "1", AppliedStateTest::begun);
    }

    static StoredApply begun() {
        return new StoredApply("1", new StoredApply.Plan("1", "", ""), new StoredApply.Place("shop", ".", "default", "terraform", "", ""),
                5, 0, new StoredApply.Result(StoredApply.Outcome.RUNNING, "", "", AppliedCounts.none()), List.of(), 0, "", List.of(),
                List.of(), "", false, false, "");
    }

    private void rescue() throws Exception {
        state.rescue(site.build(), directory, site.workspace().toString(), "apply", record, host.listener().getLogger());
    }

    @Test
    public void aStateThatWasWrittenNeedsNoRescue() throws Exception {
        rescue();

        assertThat(ClosedStates.get().list()).isEmpty();
        assertThat(record.get()).isNull();
        assertThat(host.lines()).isEmpty();
    }

    @Test
    public void whatCouldNotBeWrittenIsKeptAndTheStateClosed() throws Exception {
        Files.writeString(site.outside().resolve(StackScripts.ERRORED_STATE), "{}");

        rescue();
        rescue();

        assertThat(record.get().errored()).isTrue();
        assertThat(ClosedStates.get().of(STATE.digest()).run()).isEqualTo("1");
        FilePath copy = directory.child("copy");
        ErroredStates.of(site.build()).copyTo("1", copy);
        assertThat(Files.readString(site.outside().resolve("copy"))).isEqualTo("{}");
        assertThat(host.lines()).hasSize(2).allMatch(line -> line.contains("s3 bucket/shop"));
    }

    @Test
    public void withoutABuildWhatCouldNotBeWrittenStaysWhereItIs() throws Exception {
        Files.writeString(site.outside().resolve(StackScripts.ERRORED_STATE), "{}");

        assertThatThrownBy(() -> state.rescue(null, directory, site.workspace().toString(), "apply",
                new ApplyRecord(null, "1", AppliedStateTest::begun), host.listener().getLogger()))
                .isInstanceOf(IOException.class).hasMessageContaining("s3 bucket/shop");

        assertThat(site.outside().resolve(StackScripts.ERRORED_STATE)).exists();
        assertThat(ClosedStates.get().list()).isEmpty();
    }

    @Test
    public void onlyTheApplyThatClosedItOpensIt() throws Exception {
        state.close(site.build(), "Nobody knows.");

        AppliedState other = new AppliedState("2");
        other.is(STATE);
        other.open();
        assertThat(ClosedStates.get().of(STATE.digest())).isNotNull();
        state.open();
        assertThat(ClosedStates.get().of(STATE.digest())).isNull();
    }
}
