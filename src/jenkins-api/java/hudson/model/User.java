package hudson.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Whoever uses Jenkins. Declared: who that is now, and doing something as one of them. */
public class User {

    /** Only here: those who are known. */
    static final Map<String, User> KNOWN = new ConcurrentHashMap<>();

    private final String id;
    private final Authentication authentication = new Authentication() { };

    User(String id) {
        this.id = id;
    }

    /** Null if nobody has logged in; here nobody has. */
    public static User current() {
        return null;
    }

    /** Null if there is none, and none is to be made; here those whom whoever tests knows. */
    public static User getById(String id, boolean create) {
        return KNOWN.get(id);
    }

    public Authentication impersonate2() throws UsernameNotFoundException {
        return authentication;
    }

    public String getId() {
        return id;
    }
}
