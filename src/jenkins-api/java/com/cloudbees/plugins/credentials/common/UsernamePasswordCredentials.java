package com.cloudbees.plugins.credentials.common;

/** A user and a password (credentials plugin). */
public interface UsernamePasswordCredentials extends UsernameCredentials, PasswordCredentials {
}
