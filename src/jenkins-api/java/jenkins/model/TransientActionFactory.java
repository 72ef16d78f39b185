package jenkins.model;

import hudson.model.Action;
import java.util.Collection;

/** Adds actions to what is shown, without saving them. Declared: what an implementation says. */
public abstract class TransientActionFactory<T> {

    public abstract Class<T> type();

    public abstract Collection<? extends Action> createFor(T target);
}
