package hudson.model;

/** What an exported object answers to programs. Declared: making one. */
public class Api {

    /** @param bean whose class is exported */
    public Api(Object bean) {
        // Here nobody asks.
    }
}
