package com.cloudbees.plugins.credentials.common;

/** Credentials with an id and a description (credentials plugin). Declared as a type. */
public interface StandardCredentials extends IdCredentials {
}
