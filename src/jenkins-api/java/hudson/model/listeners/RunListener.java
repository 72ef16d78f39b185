package hudson.model.listeners;

import hudson.model.Run;
import hudson.model.TaskListener;

/** Hears about builds. Declared: that one begins, says its first word, is over and its log closed, and is about to be deleted. */
@SuppressWarnings("rawtypes")
public abstract class RunListener<R extends Run> {

    protected RunListener() {
    }

    public void onInitialize(R build) {
        // Up to whoever extends it.
    }

    public void onStarted(R build, TaskListener listener) {
        // Up to whoever extends it.
    }

    public void onFinalized(R build) {
        // Up to whoever extends it.
    }

    public void onDeleted(R build) {
        // Up to whoever extends it.
    }
}
