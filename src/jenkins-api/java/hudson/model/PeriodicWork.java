package hudson.model;

/** What Jenkins does again and again. Declared: how often; here nothing happens by itself. */
public abstract class PeriodicWork {

    protected PeriodicWork() {
    }

    public abstract long getRecurrencePeriod();
}
