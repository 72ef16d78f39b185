package hudson.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Something to which actions are added. Declared: adding one, in the place of others of its type
 * perhaps, and finding them.
 */
public abstract class Actionable {

    private final List<Action> actions = new CopyOnWriteArrayList<>();

    /** Null if there is none. */
    public <T extends Action> T getAction(Class<T> type) {
        return actions.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }

    public <T extends Action> List<T> getActions(Class<T> type) {
        return actions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public void addAction(Action action) {
        actions.add(action);
    }

    public boolean addOrReplaceAction(Action action) {
        actions.removeIf(other -> other.getClass() == action.getClass());
        return actions.add(action);
    }
}
