package com.cloudbees.plugins.credentials.common;

/** Credentials with a description to choose from in a form (credentials plugin). Declared as a type. */
public class StandardListBoxModel extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {

    private static final long serialVersionUID = 1L;
}
