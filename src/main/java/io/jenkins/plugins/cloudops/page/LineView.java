package io.jenkins.plugins.cloudops.page;

import io.jenkins.plugins.cloudops.queue.Turns;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A state in use, and who works on it and waits for it. */
@ExportedBean(defaultVisibility = 2)
public final class LineView {

    private final String key;
    private final List<TurnView> turns;

    private LineView(String key, List<TurnView> turns) {
        this.key = key;
        this.turns = turns;
    }

    /** All states in use. */
    static List<LineView> all() {
        return Turns.get().list().stream().map(turn -> turn.key()).distinct()
                .map(LineView::of).filter(line -> !line.turns.isEmpty()).toList();
    }

    static LineView of(String key) {
        return new LineView(key, Turns.get().line(key).stream().map(TurnView::of).toList());
    }

    /** The state, for people. */
    @Exported
    public String getState() {
        return turns.get(0).getState();
    }

    /** The digest of the state's key: the same for the same state. */
    @Exported
    public String getKey() {
        return key;
    }

    /** Those whose turn it is, then those that wait. */
    @Exported
    public List<TurnView> getTurns() {
        return turns;
    }
}
