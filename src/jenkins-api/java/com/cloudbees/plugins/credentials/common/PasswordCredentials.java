package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;
import hudson.util.Secret;

/** Credentials with a password (credentials plugin). Declared: the password. */
public interface PasswordCredentials extends Credentials {

    Secret getPassword();
}
