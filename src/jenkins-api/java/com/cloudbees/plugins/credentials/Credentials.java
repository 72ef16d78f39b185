package com.cloudbees.plugins.credentials;

import hudson.model.Describable;
import hudson.model.Run;

/** Credentials of any type (credentials plugin). Declared: what describes them, and what they are for a build. */
public interface Credentials extends Describable<Credentials> {

    CredentialsDescriptor getDescriptor();

    default Credentials forRun(Run<?, ?> context) {
        return this;
    }
}
