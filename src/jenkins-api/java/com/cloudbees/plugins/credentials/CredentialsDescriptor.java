package com.cloudbees.plugins.credentials;

import hudson.model.Descriptor;

/** Describes a type of credentials (credentials plugin). Declared as a type. */
public abstract class CredentialsDescriptor extends Descriptor<Credentials> {

    protected CredentialsDescriptor(Class<? extends Credentials> clazz) {
        super(clazz);
    }
}
