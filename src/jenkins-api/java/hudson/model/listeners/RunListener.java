package hudson.model.listeners;

import hudson.model.Run;

/** Hears about builds. Declared: that one is over and its log closed. */
@SuppressWarnings("rawtypes")
public abstract class RunListener<R extends Run> {

    protected RunListener() {
    }

    public void onFinalized(R build) {
        // Up to whoever extends it.
    }
}
