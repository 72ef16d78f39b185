package com.cloudbees.jenkins.plugins.sshcredentials;

import hudson.util.Secret;
import java.util.List;

/** A user of SSH with keys (ssh-credentials plugin). Declared: the keys and their passphrase. */
public interface SSHUserPrivateKey extends SSHUser {

    /** Null if there is none. */
    Secret getPassphrase();

    List<String> getPrivateKeys();
}
