package com.cloudbees.plugins.credentials.common;

/** Credentials of a user, with an id (credentials plugin). Declared as a type. */
public interface StandardUsernameCredentials extends StandardCredentials, UsernameCredentials {
}
