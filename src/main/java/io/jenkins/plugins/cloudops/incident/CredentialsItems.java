package io.jenkins.plugins.cloudops.incident;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import jenkins.model.Jenkins;

/** The credentials that a form offers. */
final class CredentialsItems {

    private CredentialsItems() {
    }

    /** @return only what is chosen already, for whoever may not configure */
    static ListBoxModel of(Item item, String current, Class<? extends StandardCredentials> type) {
        StandardListBoxModel credentials = new StandardListBoxModel();
        if (!(item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE))) {
            return credentials.includeCurrentValue(current);
        }
        credentials.includeEmptyValue();
        return (item == null ? credentials.includeAs(ACL.SYSTEM2, Jenkins.get(), type) : credentials.includeAs(ACL.SYSTEM2, item, type))
                .includeCurrentValue(current);
    }
}
