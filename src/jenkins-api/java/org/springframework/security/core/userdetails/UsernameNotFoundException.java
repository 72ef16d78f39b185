package org.springframework.security.core.userdetails;

/** There is no such user. Declared as a type. */
public class UsernameNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsernameNotFoundException(String message) {
        super(message);
    }
}
