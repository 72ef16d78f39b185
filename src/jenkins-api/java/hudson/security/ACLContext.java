package hudson.security;

/** Until it is closed, somebody else is acting. Declared: closing it. */
public class ACLContext implements AutoCloseable {

    ACLContext() {
    }

    @Override
    public void close() {
        // Nobody was changed.
    }
}
