package com.cloudbees.plugins.credentials.common;

/** A user and a password, with an id (credentials plugin). Declared as a type. */
public interface StandardUsernamePasswordCredentials extends StandardUsernameCredentials, UsernamePasswordCredentials {
}
