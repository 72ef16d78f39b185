package hudson.model;

/** A user who is known. */
public final class LocalUser extends User {

    public LocalUser(String id) {
        super(id);
        KNOWN.put(id, this);
    }
}
