package io.jenkins.plugins.cloudops.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** What lets somebody in at a forge: a token, or a user with a password, which may be a token as well. */
public final class ForgeToken {

    private final String id;
    private final String user;
    private final Secret secret;

    /**
     * @param id of the credentials
     * @param user empty for a token alone
     */
    public ForgeToken(String id, String user, Secret secret) {
        this.id = id;
        this.user = user;
        this.secret = secret;
    }

    /** Whether credentials are for a forge. */
    static boolean isOne(Credentials credentials) {
        return credentials instanceof StringCredentials || credentials instanceof StandardUsernamePasswordCredentials;
    }

    /**
     * What credentials are now; may take a while, since those of an App ask for a token.
     *
     * <p>A token of the plugins for GitLab (from version 736) and Gitea is also a user with that token as password.
     */
    static ForgeToken of(Credentials credentials) {
        if (credentials instanceof StringCredentials text) {
            return new ForgeToken(text.getId(), "", text.getSecret());
        }
        StandardUsernamePasswordCredentials password = (StandardUsernamePasswordCredentials) credentials;
        return new ForgeToken(password.getId(), password.getUsername(), password.getPassword());
    }

    /** Of the credentials, for people. */
    public String id() {
        return id;
    }

    public boolean hasUser() {
        return !user.isEmpty();
    }

    /** The token or password. */
    public String secret() {
        return secret.getPlainText().trim();
    }

    /** User and password as HTTP sends them (RFC 7617). */
    public String basic() {
        return Base64.getEncoder().encodeToString((user + ":" + secret()).getBytes(StandardCharsets.UTF_8));
    }

    /** Tells them from others, and from themselves after a change; says nothing of what they are. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest((user + "\0" + secret()).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ForgeToken[" + id + "]";
    }
}
