package com.cloudbees.plugins.credentials.common;

/** A user and a password (credentials plugin). Declared as a type. */
public interface UsernamePasswordCredentials extends UsernameCredentials, PasswordCredentials {
}
