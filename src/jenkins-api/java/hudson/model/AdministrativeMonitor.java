package hudson.model;

/** Warns administrators of something. Declared: whether there is something, and its name. */
public abstract class AdministrativeMonitor {

    protected AdministrativeMonitor() {
    }

    public abstract boolean isActivated();

    public String getDisplayName() {
        return getClass().getSimpleName();
    }
}
