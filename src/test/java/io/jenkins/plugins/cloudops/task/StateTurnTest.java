package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.ListeningHost;
import io.jenkins.plugins.cloudops.run.Waiting;
import org.junit.Rule;
import org.junit.Test;

public class StateTurnTest {

    private static final StateKey STATE = new StateKey("ab".repeat(32), "s3", "s3 bucket/shop");

    private static final String FIRST = "1111111111111111";
    private static final String SECOND = "2222222222222222";

    @Rule
    public final LocalSite site = new LocalSite();

    private final StateTurn turn = new StateTurn(SECOND);

    private void close() throws Exception {
        ClosedStates.get().close(new ClosedState(STATE.digest(), STATE.label(), "gone#1", FIRST, "Nobody knows.", 5));
    }

    private void aSecondRun() throws Exception {
        Turns.get().enter(Turn.of(FIRST, STATE.digest(), STATE.label(), "shop#1", "apply of shop"));
        turn.on(STATE);
        Turns.get().enter(turn.wanted(site.build(), "plan of shop"));
    }

    @Test
    public void nobodyWaitsBeforeItIsKnownForWhat() {
        assertThat(turn.isKnown()).isFalse();
        assertThat(turn.waiting(closed -> false)).isSameAs(Waiting.NOT);
    }

    @Test
    public void aRunWaitsForTheOneBeforeItUntilThatHasLeft() throws Exception {
        aSecondRun();
        assertThat(turn.waiting(closed -> false)).isNotSameAs(Waiting.NOT);

        Turns.get().leave(FIRST);

        assertThat(turn.waiting(closed -> false)).isSameAs(Waiting.NOT);
    }

    @Test
    public void aClosedStateIsRefusedInsteadOfWaitedFor() throws Exception {
        aSecondRun();
        close();

        assertThat(turn.waiting(closed -> false)).isSameAs(Waiting.NOT);
        assertThatThrownBy(() -> turn.refuseIfClosed(closed -> false)).isInstanceOf(CloudOpsException.class)
                .hasMessageContaining("s3 bucket/shop").hasMessageContaining("Nobody knows.").hasMessageContaining("gone#1");
    }

    @Test
    public void whoeverSetsTheStateRightWaitsForItsTurnAndIsNotRefused() throws Exception {
        aSecondRun();
        close();

        turn.refuseIfClosed(closed -> closed.run().equals(FIRST));

        assertThat(turn.waiting(closed -> closed.run().equals(FIRST))).isNotSameAs(Waiting.NOT);
    }

    @Test
    public void theTimeForWhichItWaitedIsNotedAndTold() throws Exception {
        ListeningHost host = new ListeningHost();
        aSecondRun();
        Turns.get().leave(FIRST);
        Turn place = Turns.get().of(SECOND);

        turn.came(place, null, host.listener().getLogger());

        assertThat(turn.waited()).isEqualTo(place.began() - place.since());
        assertThat(host.lines()).singleElement().asString().contains("s3 bucket/shop");
    }
}
