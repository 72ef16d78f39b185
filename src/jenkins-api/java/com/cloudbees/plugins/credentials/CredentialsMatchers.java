package com.cloudbees.plugins.credentials;

/** Chooses from credentials (credentials plugin). Declared: by id. */
public class CredentialsMatchers {

    private CredentialsMatchers() {
    }

    public static CredentialsMatcher withId(String id) {
        return new CredentialsMatcher(id);
    }

    /** Null if there is none. */
    public static <C extends Credentials> C firstOrNull(Iterable<C> credentials, CredentialsMatcher matcher) {
        for (C one : credentials) {
            if (CredentialsProvider.KNOWN.get(matcher.id()) == one) {
                return one;
            }
        }
        return null;
    }
}
