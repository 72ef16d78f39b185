package io.jenkins.plugins.cloudops.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.lock.RunWindow;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class LockWindowsTest {

    private static final String RUN = "00000000000000a1";
    private static final String OTHER = "00000000000000b2";
    private static final String LOCK = "5f014af1-0dc2-8a06-a0f1-fa820dfaf331";
    private static final StateKey STATE = state("shop.tfstate");

    @Rule
    public final LocalSite site = new LocalSite();

    /** Another one reads what the first has written. */
    private LockWindows windows() {
        return new LockWindows();
    }

    private static StateKey state(String key) {
        return StateKey.of("s3", Map.of("bucket", "states", "key", key), Map.of(), "", "", "");
    }

    private void open(String run, StateKey state, String boot) throws Exception {
        windows().open(new LockWindow(run, site.build().getExternalizableId(), state, "ci@agent-1", site.agent().getNodeName(), boot, 1_000));
    }

    private List<RunWindow> on(String asking) throws Exception {
        return windows().on(STATE.digest(), LOCK, "00000000000000ff", asking);
    }

    private RunWindow only() throws Exception {
        assertThat(on("another#1")).hasSize(1);
        return on("another#1").get(0);
    }

    private String boot() throws Exception {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    @Test
    public void whoeverWorksMayHoldTheLock() throws Exception {
        open(RUN, STATE, boot());

        assertThat(only()).isEqualTo(new RunWindow(site.build().getFullDisplayName(), STATE, "ci@agent-1", Instant.ofEpochMilli(1_000),
                Instant.MAX, false, RunWindow.Process.RUNNING));
        assertThat(windows().on(state("other.tfstate").digest(), LOCK, "", "")).isEmpty();
        assertThat(windows().on(STATE.digest(), LOCK, RUN, "")).as("it asks itself").isEmpty();
    }

    @Test
    public void whoeverHasEndedIsReadAgainAsItWas() throws Exception {
        open(RUN, STATE, boot());
        windows().left(RUN, 5_000, true);
        site.build().end();

        assertThat(only()).isEqualTo(new RunWindow(site.build().getFullDisplayName(), STATE, "ci@agent-1", Instant.ofEpochMilli(1_000),
                Instant.ofEpochMilli(5_000), true, RunWindow.Process.GONE));
    }

    @Test
    public void aRunHasEndedForItsOwnBuildBeforeThatHas() throws Exception {
        open(RUN, STATE, boot());
        windows().left(RUN, 5_000, true);

        assertThat(only().ended()).isFalse();
        assertThat(on(site.build().getExternalizableId()).get(0).ended()).isTrue();
    }

    @Test
    public void aProcessWhoseEndNobodySawIsGoneOnceItsMachineWasStartedAgain() throws Exception {
        open(RUN, STATE, boot());
        windows().left(RUN, 0, false);
        assertThat(only().process()).isEqualTo(RunWindow.Process.UNKNOWN);
        assertThat(only().until()).isEqualTo(Instant.MAX);

        open(RUN, STATE, "another start of the machine");
        windows().left(RUN, 0, false);
        assertThat(only().process()).isEqualTo(RunWindow.Process.GONE);
        site.agent().disconnect();
        assertThat(only().process()).isEqualTo(RunWindow.Process.UNKNOWN);
    }

    @Test
    public void nothingIsKnownOfAMachineThatSaysNothingOfItsStart() throws Exception {
        open(RUN, STATE, "");
        windows().left(RUN, 0, false);

        assertThat(only().process()).isEqualTo(RunWindow.Process.UNKNOWN);
    }

    @Test
    public void whoeverWasRefusedForALockDoesNotHoldIt() throws Exception {
        open(RUN, STATE, boot());
        windows().refused(RUN, LOCK);

        assertThat(on("")).isEmpty();
        assertThat(windows().on(STATE.digest(), "another lock", "", "")).hasSize(1);
        assertThat(windows().on(STATE.digest(), "", "", "")).hasSize(1);
    }

    @Test
    public void aLockThatWasTakenSinceIsNoneOfThoseThatHaveEnded() throws Exception {
        open(RUN, STATE, boot());
        windows().left(RUN, 5_000, true);
        open(OTHER, STATE, boot());

        windows().taken(STATE.digest());

        assertThat(only().process()).isEqualTo(RunWindow.Process.RUNNING);
        windows().forget(OTHER);
        assertThat(on("")).isEmpty();
        windows().forget(OTHER);
        windows().left(OTHER, 1, true);
        assertThat(on("")).isEmpty();
    }

    @Test
    public void oneThatCannotBeReadHidesNoOther() throws Exception {
        open(RUN, STATE, boot());
        open(OTHER, STATE, boot());
        Files.writeString(site.home().resolve("cloudops-pipeline/lock-windows/" + OTHER + ".xml"), "<half");

        assertThat(on("another#1")).hasSize(1);
    }

    @Test
    public void whatIsNoIdNamesNoFile() {
        assertThatThrownBy(() -> windows().forget("../../config")).isInstanceOf(IllegalArgumentException.class);
    }
}
