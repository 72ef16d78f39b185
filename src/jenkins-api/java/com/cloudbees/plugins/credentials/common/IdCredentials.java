package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** Credentials with an id (credentials plugin). Declared as a type. */
public interface IdCredentials extends Credentials {
}
