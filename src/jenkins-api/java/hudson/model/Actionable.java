package hudson.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something to which actions are added. Declared: adding one, in the place of others of its type. */
public abstract class Actionable {

    private final List<Action> actions = new CopyOnWriteArrayList<>();

    public boolean addOrReplaceAction(Action action) {
        actions.removeIf(other -> other.getClass() == action.getClass());
        return actions.add(action);
    }
}
