package com.cloudbees.plugins.credentials.common;

/** Credentials of a user, with an id (credentials plugin). */
public interface StandardUsernameCredentials extends StandardCredentials, UsernameCredentials {
}
