package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.rules.ExternalResource;

/** Credentials that builds find, until the end of a test. */
public final class LocalCredentials extends ExternalResource {

    @Override
    protected void after() {
        CredentialsProvider.KNOWN.clear();
    }

    public void add(String id, IdCredentials credentials) {
        CredentialsProvider.KNOWN.put(id, credentials);
    }

    public void addText(String id, String text) {
        add(id, new Text(id, text));
    }

    public void addFile(String id, String content) {
        add(id, new Content(id, content));
    }

    public void addPassword(String id, String user, String password) {
        add(id, new Password(id, user, password));
    }

    public void remove(String id) {
        CredentialsProvider.KNOWN.remove(id);
    }

    /** A type with a name. */
    private static final class Type extends CredentialsDescriptor {

        private final String name;

        Type(String name) {
            super(Credentials.class);
            this.name = name;
        }

        @Override
        public String getDisplayName() {
            return name;
        }
    }

    private record Text(String getId, String text) implements StringCredentials {

        @Override
        public Secret getSecret() {
            return Secret.fromString(text);
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            return new Type("Secret text");
        }
    }

    private record Content(String getId, String content) implements FileCredentials {

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            return new Type("Secret file");
        }
    }

    private record Password(String getId, String user, String password) implements StandardUsernamePasswordCredentials {

        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public Secret getPassword() {
            return Secret.fromString(password);
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            return new Type("Username with password");
        }
    }
}
