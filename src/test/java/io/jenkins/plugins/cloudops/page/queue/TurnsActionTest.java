package io.jenkins.plugins.cloudops.page.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class TurnsActionTest {

    private static final String KEY = "a".repeat(64);

    @Rule
    public final LocalSite site = new LocalSite();

    @Test
    public void aBuildShowsWhoWorksOnItsStateAndWhoWaits() throws Exception {
        enter(1, KEY, "elsewhere#7", "apply of shop");
        enter(2, KEY, site.build().getExternalizableId(), "plan of shop");
        enter(3, "b".repeat(64), "elsewhere#7", "plan of another state");

        List<TurnsAction> actions = new TurnsAction.OfBuilds().createFor(site.build()).stream().map(TurnsAction.class::cast).toList();

        assertThat(actions).hasSize(1);
        List<LineView> lines = actions.get(0).getLines();
        assertThat(lines).extracting(LineView::getState).containsExactly("s3 shop");
        assertThat(lines.get(0).getTurns()).extracting(TurnView::hasBegun).containsExactly(true, false);
        assertThat(lines.get(0).getTurns()).extracting(TurnView::getPlace).containsExactly(0, 1);
        // The first is a build that is not there any more.
        assertThat(lines.get(0).getTurns()).extracting(TurnView::getTask).containsExactly("", "plan of shop");
        assertThat(lines.get(0).getTurns()).extracting(TurnView::getUrl).containsExactly("", site.build().getUrl());
    }

    @Test
    public void whoeverUsesNoStateShowsNone() throws Exception {
        enter(1, KEY, "elsewhere#7", "apply of shop");

        assertThat(new TurnsAction.OfBuilds().createFor(site.build())).isEmpty();
        assertThat(new TurnsAction.OfJobs().createFor(site.build().getParent())).isEmpty();
    }

    @Test
    public void aJobShowsTheStatesOfItsBuilds() throws Exception {
        enter(1, KEY, site.build().getExternalizableId(), "plan of shop");
        Turns.get().heldBy(run(1), "kim@laptop");

        TurnsAction action = (TurnsAction) new TurnsAction.OfJobs().createFor(site.build().getParent()).iterator().next();

        assertThat(action.getLines().get(0).getTurns()).extracting(TurnView::getHeldBy).containsExactly("kim@laptop");
        Turns.get().leave(run(1));
        assertThat(action.getLines()).isEmpty();
    }

    @Test
    public void administratorsSeeAllStatesInUse() throws Exception {
        enter(1, KEY, "elsewhere#7", "apply of shop");
        enter(2, "b".repeat(64), site.build().getExternalizableId(), "plan of shop");

        assertThat(new LocksLink().getStates()).extracting(LineView::getKey).containsExactly(KEY, "b".repeat(64));
        assertThat(new LocksLink().getTable().getLines()).hasSize(2);
    }

    private static void enter(int number, String key, String build, String task) throws Exception {
        Turns.get().enter(Turn.of(run(number), key, "s3 shop", build, task));
    }

    private static String run(int number) {
        return "%016x".formatted(number);
    }
}
