package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** Credentials with an id (credentials plugin). Declared: the id. */
public interface IdCredentials extends Credentials {

    String getId();
}
