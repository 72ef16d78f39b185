package io.jenkins.plugins.cloudops.incident;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.io.Serializable;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The setting {@code signal}: what tells that a failure is seen. What was not given is null. */
public class PrometheusSignal extends AbstractDescribableImpl<PrometheusSignal> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String url;
    private final String query;
    private String credentialsId;

    /**
     * @param url such as {@code http://prometheus:9090}
     * @param query returns something while the failure is seen
     */
    @DataBoundConstructor
    public PrometheusSignal(String url, String query) {
        this.url = Util.fixNull(url).trim();
        this.query = Util.fixNull(query).trim();
    }

    public String getUrl() {
        return url;
    }

    public String getQuery() {
        return query;
    }

    public String getCredentialsId() {
        return Util.fixNull(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Describes the setting. */
    @Extension
    @Symbol("prometheus")
    public static final class DescriptorImpl extends Descriptor<PrometheusSignal> {

        @Override
        public String getDisplayName() {
            return Messages.PrometheusSignal_displayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialsItems.of(item, credentialsId, StandardCredentials.class);
        }
    }
}
