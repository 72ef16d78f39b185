package io.jenkins.plugins.cloudops.incident;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A flag definition in a ConfigMap, by way of {@code kubectl} on the agent. What was not given is null. */
public class FlagdConfigMap extends FlagTarget {

    private static final long serialVersionUID = 1L;

    private final String namespace;
    private final String name;
    private final String key;
    private String credentialsId;
    private String context;

    @DataBoundConstructor
    public FlagdConfigMap(String namespace, String name, String key) {
        this.namespace = Util.fixNull(namespace).trim();
        this.name = Util.fixNull(name).trim();
        this.key = Util.fixNull(key).trim();
    }

    public String getNamespace() {
        return namespace;
    }

    public String getName() {
        return name;
    }

    public String getKey() {
        return key;
    }

    public String getCredentialsId() {
        return Util.fixNull(credentialsId);
    }

    /** @param credentialsId a secret file with a kubeconfig */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public String getContext() {
        return Util.fixNull(context);
    }

    /** @param context of the kubeconfig */
    @DataBoundSetter
    public void setContext(String context) {
        this.context = Util.fixEmptyAndTrim(context);
    }

    @Override
    TargetPlace locate(Site site, UnaryOperator<String> expand) {
        return new ConfigMapPlace(site.node(), expand.apply(namespace), expand.apply(name), expand.apply(key), getCredentialsId(),
                expand.apply(getContext()));
    }

    /** Describes the setting. */
    @Extension
    @Symbol("flagdConfigMap")
    public static final class DescriptorImpl extends Descriptor<FlagTarget> {

        @Override
        public String getDisplayName() {
            return Messages.FlagdConfigMap_displayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialsItems.of(item, credentialsId, StandardCredentials.class);
        }
    }
}
