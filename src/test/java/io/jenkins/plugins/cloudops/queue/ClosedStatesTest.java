package io.jenkins.plugins.cloudops.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.Rule;
import org.junit.Test;

public class ClosedStatesTest {

    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);

    @Rule
    public final LocalSite site = new LocalSite();

    private final ClosedStates states = new ClosedStates();

    private static ClosedState state(String key, String run, long since) {
        return new ClosedState(key, "s3 bucket/\"key\" <&>", "folder/shop#1", run, "Nobody knows.\nReally.", since);
    }

    private Path file(String key) {
        return site.home().resolve("cloudops-pipeline/closed-states/" + key + ".xml");
    }

    @Test
    public void whatIsClosedStaysSoAfterARestart() throws Exception {
        states.close(state(KEY, "r1", 17));
        site.kill();
        site.boot(true);

        ClosedState back = new ClosedStates().of(KEY);

        assertThat(back).usingRecursiveComparison().isEqualTo(state(KEY, "r1", 17));
        assertThat(states.of(OTHER)).isNull();
    }

    @Test
    public void theFirstReasonIsKept() throws Exception {
        states.close(state(KEY, "r1", 1));
        states.close(state(KEY, "r2", 2));

        assertThat(states.of(KEY).run()).isEqualTo("r1");
    }

    @Test
    public void onlyTheApplyForWhichItWasClosedOpensItByItself() throws Exception {
        states.close(state(KEY, "r1", 1));

        states.openAfter(KEY, "r2");
        assertThat(states.of(KEY)).isNotNull();
        states.openAfter(KEY, "r1");
        assertThat(states.of(KEY)).isNull();
        states.openAfter(KEY, "r1");
        states.open(KEY);
    }

    @Test
    public void theyAreListedInTheOrderInWhichTheyWereClosed() throws Exception {
        states.close(state(KEY, "r1", 2));
        states.close(state(OTHER, "r2", 1));

        assertThat(states.list()).extracting(ClosedState::run).containsExactly("r2", "r1");
    }

    @Test
    public void oneThatCannotBeReadStaysClosedAndHidesNoOther() throws Exception {
        states.close(state(KEY, "r1", 1));
        states.close(state(OTHER, "r2", 1));
        Files.writeString(file(KEY), "<half");

        assertThatThrownBy(() -> states.of(KEY)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> states.openAfter(KEY, "r1")).isInstanceOf(IOException.class);
        assertThat(states.list()).extracting(ClosedState::run).containsExactly("r2");
        states.open(KEY);
        assertThat(states.of(KEY)).isNull();
    }

    @Test
    public void whatIsNoKeyNamesNoFile() throws Exception {
        for (String key : new String[] {"", "../" + KEY.substring(3), KEY + "/..", KEY.toUpperCase(Locale.ROOT)}) {
            assertThat(states.of(key)).isNull();
            states.open(key);
        }
    }

    @Test
    public void nothingIsClosedUnderAKeyThatCouldNotBeFoundAgain() throws Exception {
        states.close(state("", "r1", 1));
        assertThat(file("")).doesNotExist();
    }
}
