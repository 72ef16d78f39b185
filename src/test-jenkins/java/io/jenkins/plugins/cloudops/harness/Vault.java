package io.jenkins.plugins.cloudops.harness;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** Credentials of several types, and looking for their values where they must not be. */
public final class Vault {

    /** In each of the values, so that one search finds them all. */
    public static final String SECRET = "swordfish-4711";

    private Vault() {
    }

    /** Adds a secret text, a user with a password, a secret file and an SSH key with a passphrase, each with its type as id. */
    public static void fill() throws Exception {
        add(text("text"));
        add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "password", "", "somebody", "password-" + SECRET));
        add(new FileCredentialsImpl(CredentialsScope.GLOBAL, "file", "", "account.json",
                SecretBytes.fromBytes(("{\n  \"key\": \"file-" + SECRET + "\"\n}\n").getBytes(StandardCharsets.UTF_8))));
        add(new BasicSSHUserPrivateKey(CredentialsScope.GLOBAL, "ssh", "git",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource("-----BEGIN KEY-----\nssh-" + SECRET + "\n-----END KEY-----\n"),
                "passphrase-" + SECRET, ""));
    }

    /** A secret text. */
    public static Credentials text(String id) throws Exception {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString("text-" + SECRET));
    }

    private static void add(Credentials credentials) throws IOException {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
        SystemCredentialsProvider.getInstance().save();
    }

    /** Files below any of the directories that have a value in them. */
    public static List<Path> leaks(Path... directories) throws IOException {
        List<Path> leaks = new ArrayList<>();
        for (Path directory : directories) {
            if (Files.exists(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        if (text(file).contains(SECRET)) {
                            leaks.add(file);
                        }
                    }
                }
            }
        }
        return leaks;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        }
    }
}
