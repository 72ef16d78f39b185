package io.jenkins.plugins.cloudops.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.GitAccess;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Looks up credentials for a build, by id: those that its folder and its user may use. Each use is
 * tracked with the build.
 */
public final class BuildCredentials {

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
