package hudson.model.listeners;

/** Hears about jobs. Declared: that all of them were loaded. */
public class ItemListener {

    public void onLoaded() {
        // Up to whoever extends it.
    }

    public void onBeforeShutdown() {
        // For whoever wants to know.
    }
}
