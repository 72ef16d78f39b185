package io.jenkins.plugins.cloudops.sync;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A target in a namespace of a cluster. What was not given is null, and its getter gives an empty text. */
public abstract class ClusterTarget extends SecretTargetSettings {

    private final String namespace;
    private String kubeconfigCredentialsId;
    private String context;

    ClusterTarget(String namespace) {
        this.namespace = Util.fixNull(namespace).trim();
    }

    public String getNamespace() {
        return namespace;
    }

    public String getKubeconfigCredentialsId() {
        return Util.fixNull(kubeconfigCredentialsId);
    }

    @DataBoundSetter
    public void setKubeconfigCredentialsId(String kubeconfigCredentialsId) {
        this.kubeconfigCredentialsId = Util.fixEmptyAndTrim(kubeconfigCredentialsId);
    }

    public String getContext() {
        return Util.fixNull(context);
    }

    @DataBoundSetter
    public void setContext(String context) {
        this.context = Util.fixEmptyAndTrim(context);
    }

    /** What both forms check and offer. */
    public abstract static class ClusterDescriptor extends Descriptor<SecretTargetSettings> {

        @POST
        public FormValidation doCheckNamespace(@AncestorInPath Item item, @QueryParameter String value) {
            return FormTexts.check(item, value, text -> SecretTarget.kubernetes(text, "", ""));
        }

        @POST
        public ListBoxModel doFillKubeconfigCredentialsIdItems(@AncestorInPath Item item,
                @QueryParameter String kubeconfigCredentialsId) {
            return FormTexts.credentials(item, kubeconfigCredentialsId, StandardCredentials.class);
        }
    }
}
