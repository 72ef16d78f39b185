package hudson.model.listeners;

import hudson.model.Item;

/** Hears about jobs. Declared: that all of them were loaded, and that one has another full name. */
public class ItemListener {

    public void onLoaded() {
        // Up to whoever extends it.
    }

    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        // Up to whoever extends it.
    }

    public void onBeforeShutdown() {
        // For whoever wants to know.
    }
}
