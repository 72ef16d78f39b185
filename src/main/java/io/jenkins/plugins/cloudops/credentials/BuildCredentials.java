package io.jenkins.plugins.cloudops.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.engine.terraform.AwsAccess;
import io.jenkins.plugins.cloudops.engine.terraform.AwsRole;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.GitAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Looks up credentials for a build, by id: those that its folder and its user may use. Each use is
 * tracked with the build.
 */
public final class BuildCredentials {

    private static final String AWS_ROLE = "awsRole";

    private final Run<?, ?> build;

    public BuildCredentials(Run<?, ?> build) {
        this.build = build;
    }

    /**
     * The text of a secret text.
     *
     * @param setting what names the id, for an error
     * @throws BadSetting if there are no such credentials, or they are of another type
     */
    public String secretText(String setting, String id) {
        return find(setting, id, StringCredentials.class, Messages.BuildCredentials_secretText()).getSecret().getPlainText();
    }

    /**
     * Access to Git repositories by user and password, or by an SSH key.
     *
     * @param setting what names the id, for an error
     * @throws BadSetting if there are no such credentials, or they are of another type
     */
    public GitAccess git(String setting, String id) {
        StandardUsernameCredentials found =
                find(setting, id, StandardUsernameCredentials.class, Messages.BuildCredentials_git());
        if (found instanceof StandardUsernamePasswordCredentials password) {
            return GitAccess.byPassword(password.getUsername(), password.getPassword().getPlainText());
        }
        if (found instanceof SSHUserPrivateKey key && !key.getPrivateKeys().isEmpty()) {
            Secret passphrase = key.getPassphrase();
            return GitAccess.byKey(key.getPrivateKeys().get(0), passphrase == null ? "" : passphrase.getPlainText());
        }
        throw wrongType(setting, id, found, Messages.BuildCredentials_git());
    }

    /**
     * What lets somebody in at a forge: a secret text with a token, or a user and a password, which is what a GitHub App
     * looks like, too. Those of an App ask GitHub for a token, so this can take a while.
     *
     * @param setting what names the id, for an error
     * @throws BadSetting if there are no such credentials, or they are of another type
     */
    public ForgeToken forge(String setting, String id) {
        IdCredentials found = find(setting, id, IdCredentials.class, Messages.BuildCredentials_forge());
        if (!ForgeToken.isOne(found)) {
            throw wrongType(setting, id, found, Messages.BuildCredentials_forge());
        }
        return ForgeToken.of(found);
    }

    /**
     * The same of credentials that whoever runs Jenkins has named for a forge, whatever the build itself may use. An App acts
     * for the owner of the repository that the build is of.
     *
     * @param host of the forge, for an error
     * @throws BadSetting if there are no such credentials, or they are of another type
     */
    public ForgeToken configuredForge(String host, String id) {
        return ForgeToken.of(configured(host, id).forRun(build));
    }

    /** The same without a build. */
    public static ForgeToken configuredForgeAlone(String host, String id) {
        return ForgeToken.of(configured(host, id));
    }

    private static IdCredentials configured(String host, String id) {
        return CredentialsProvider.lookupCredentialsInItemGroup(IdCredentials.class, Jenkins.get(), ACL.SYSTEM2).stream()
                .filter(credentials -> credentials.getId().equals(id) && ForgeToken.isOne(credentials))
                .findFirst().orElseThrow(() -> new BadSetting(Messages.BuildCredentials_noneConfigured(host, id)));
    }

    /**
     * What proves to an HTTP server who asks: a secret text as a bearer token, or a user with a password.
     *
     * @param setting what names the id, for an error
     * @return the value of the header {@code Authorization}
     * @throws BadSetting if there are no such credentials, or they are of another type
     */
    public String authorization(String setting, String id) {
        IdCredentials found = find(setting, id, IdCredentials.class, Messages.BuildCredentials_http());
        if (found instanceof StringCredentials text) {
            return "Bearer " + text.getSecret().getPlainText();
        }
        if (found instanceof StandardUsernamePasswordCredentials user) {
            String pair = user.getUsername() + ":" + user.getPassword().getPlainText();
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
        throw wrongType(setting, id, found, Messages.BuildCredentials_http());
    }

    /**
     * Access to AWS in a role: by a web identity token, which is a secret text or file, or by an access key, which is a
     * user name with its password. Never by what the controller itself may do.
     *
     * @param keys variables of the build, used where the role names no credentials
     * @throws BadSetting if there are no such credentials, they are of another type, or there is no key
     */
    AwsAccess aws(AwsRole role, Map<String, String> keys) throws IOException {
        String name = build.getExternalizableId();
        if (role.credentialsId().isEmpty()) {
            String id = keys.getOrDefault("AWS_ACCESS_KEY_ID", "");
            String secret = keys.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
            if (id.isEmpty() || secret.isEmpty()) {
                throw new BadSetting(Messages.BuildCredentials_noKeys(role.role()));
            }
            return AwsAccess.byKeys(role, id, secret, keys.getOrDefault("AWS_SESSION_TOKEN", ""), name);
        }
        IdCredentials found = find(AWS_ROLE, role.credentialsId(), IdCredentials.class, Messages.BuildCredentials_aws());
        if (found instanceof StringCredentials text) {
            return AwsAccess.byToken(role, text.getSecret().getPlainText(), name, Clock.systemUTC());
        }
        if (found instanceof FileCredentials file) {
            try (InputStream content = file.getContent()) {
                String token = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                return AwsAccess.byToken(role, token, name, Clock.systemUTC());
            }
        }
        if (found instanceof StandardUsernamePasswordCredentials key) {
            return AwsAccess.byKeys(role, key.getUsername(), key.getPassword().getPlainText(), "", name);
        }
        throw wrongType(AWS_ROLE, role.credentialsId(), found, Messages.BuildCredentials_aws());
    }

    /**
     * A kubeconfig: a secret file or text.
     *
     * @param setting what names the id, for an error
     * @throws BadSetting if there are no such credentials, or they are of another type
     */
    public String kubeconfig(String setting, String id) throws IOException {
        IdCredentials found = find(setting, id, IdCredentials.class, Messages.BuildCredentials_kubeconfig());
        if (found instanceof StringCredentials text) {
            return text.getSecret().getPlainText();
        }
        if (found instanceof FileCredentials file) {
            try (InputStream content = file.getContent()) {
                return new String(content.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        throw wrongType(setting, id, found, Messages.BuildCredentials_kubeconfig());
    }

    /**
     * An access key of AWS as a user name with its password.
     *
     * @param setting what names the id, for an error
     * @return the id of the key and the key, or null if they are of another type, which a binding may know
     * @throws BadSetting if there are no such credentials, or they are of a type that holds no access key
     */
    public List<String> awsKey(String setting, String id) {
        IdCredentials found = find(setting, id, IdCredentials.class, Messages.BuildCredentials_awsKey());
        if (found instanceof StringCredentials || found instanceof FileCredentials || found instanceof SSHUserPrivateKey) {
            throw wrongType(setting, id, found, Messages.BuildCredentials_awsKey());
        }
        return found instanceof StandardUsernamePasswordCredentials key
                ? List.of(key.getUsername(), key.getPassword().getPlainText()) : null;
    }

    /**
     * All that credentials hold, to carry it elsewhere: a secret text or file as it is, users as fields by name.
     *
     * @param setting what names the id, for an error
     * @throws BadSetting if there are no such credentials, or they are of another type
     */
    public CredentialContent content(String setting, String id) throws IOException {
        IdCredentials found = find(setting, id, IdCredentials.class, Messages.BuildCredentials_content());
        if (found instanceof StringCredentials text) {
            return CredentialContent.text(text.getSecret().getPlainText());
        }
        if (found instanceof FileCredentials file) {
            try (InputStream content = file.getContent()) {
                return CredentialContent.bytes(content.readAllBytes());
            }
        }
        if (found instanceof StandardUsernamePasswordCredentials user) {
            return CredentialContent.fields(Map.of("username", user.getUsername(), "password", user.getPassword().getPlainText()));
        }
        if (found instanceof SSHUserPrivateKey key && !key.getPrivateKeys().isEmpty()) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("username", key.getUsername());
            fields.put("privateKey", key.getPrivateKeys().get(0));
            Secret passphrase = key.getPassphrase();
            if (passphrase != null) {
                fields.put("passphrase", passphrase.getPlainText());
            }
            return CredentialContent.fields(fields);
        }
        throw wrongType(setting, id, found, Messages.BuildCredentials_content());
    }

    /** @param sentence of whoever looked for them, which names both types if they are of another one */
    BadSetting notFound(String setting, String id, String sentence) {
        return CredentialsProvider.findCredentialById(id, IdCredentials.class, build) == null
                ? new BadSetting(Messages.BuildCredentials_none(setting, id))
                : new BadSetting(Messages.BuildCredentials_other(setting, sentence));
    }

    private <C extends IdCredentials> C find(String setting, String id, Class<C> type, String wanted) {
        C found = CredentialsProvider.findCredentialById(id, type, build);
        if (found != null) {
            CredentialsProvider.track(build, found);
            return found;
        }
        IdCredentials other = CredentialsProvider.findCredentialById(id, IdCredentials.class, build);
        if (other != null) {
            throw wrongType(setting, id, other, wanted);
        }
        throw new BadSetting(Messages.BuildCredentials_none(setting, id));
    }

    private static BadSetting wrongType(String setting, String id, IdCredentials found, String wanted) {
        return new BadSetting(Messages.BuildCredentials_type(setting, id, found.getDescriptor().getDisplayName(), wanted));
    }
}
