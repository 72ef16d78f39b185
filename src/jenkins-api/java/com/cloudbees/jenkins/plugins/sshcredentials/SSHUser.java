package com.cloudbees.jenkins.plugins.sshcredentials;

import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;

/** A user of SSH (ssh-credentials plugin). Declared as a type. */
public interface SSHUser extends StandardUsernameCredentials {
}
