package io.jenkins.plugins.cloudops.page.queue;

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
        return of(keys());
    }

    /** Of all states in use. */
    static List<String> keys() {
        return Turns.get().list().stream().map(turn -> turn.key()).distinct().toList();
    }

    /** Those of these states that are in use. */
    static List<LineView> of(List<String> keys) {
        return keys.stream().map(key -> new LineView(key, Turns.get().line(key).stream().map(TurnView::of).toList()))
                .filter(line -> !line.turns.isEmpty()).toList();
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
