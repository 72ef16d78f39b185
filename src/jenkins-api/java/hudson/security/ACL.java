package hudson.security;

import org.springframework.security.core.Authentication;

/** Who may do what. Declared: doing something as Jenkins itself; here nobody is ever refused. */
public abstract class ACL {

    public static final Authentication SYSTEM2 = new Authentication() { };

    public static ACLContext as2(Authentication who) {
        return new ACLContext();
    }
}
