package hudson.model;

/** Whoever uses Jenkins. Declared: who that is now. */
public class User {

    private final String id;

    User(String id) {
        this.id = id;
    }

    /** Null if nobody has logged in; here nobody has. */
    public static User current() {
        return null;
    }

    public String getId() {
        return id;
    }
}
