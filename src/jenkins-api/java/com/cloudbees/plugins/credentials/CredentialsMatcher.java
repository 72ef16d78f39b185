package com.cloudbees.plugins.credentials;

/** Says which credentials are meant (credentials plugin, where it is an interface). Declared as a type. */
public final class CredentialsMatcher {

    private final String id;

    CredentialsMatcher(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
