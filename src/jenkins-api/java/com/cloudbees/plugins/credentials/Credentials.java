package com.cloudbees.plugins.credentials;

import hudson.model.Describable;

/** Credentials of any type (credentials plugin). Declared: what describes them. */
public interface Credentials extends Describable<Credentials> {

    CredentialsDescriptor getDescriptor();
}
