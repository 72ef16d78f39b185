package io.jenkins.plugins.cloudops.incident;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The setting {@code verify}: which evaluator has to serve the variant. What was not given is null. */
public class OfrepCheck extends AbstractDescribableImpl<OfrepCheck> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String url;
    private String credentialsId;
    private LinkedHashMap<String, String> context;

    /** @param url such as {@code http://flagd:8016} */
    @DataBoundConstructor
    public OfrepCheck(String url) {
        this.url = Util.fixNull(url).trim();
    }

    public String getUrl() {
        return url;
    }

    public String getCredentialsId() {
        return Util.fixNull(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** What the evaluator is asked with, by name. */
    public Map<String, String> getContext() {
        return context == null ? Map.of() : context;
    }

    @DataBoundSetter
    public void setContext(Map<String, String> context) {
        this.context = new LinkedHashMap<>();
        if (context != null) {
            context.forEach((name, value) -> this.context.put(name, String.valueOf(value)));
        }
    }

    /** Describes the setting. */
    @Extension
    @Symbol("ofrep")
    public static final class DescriptorImpl extends Descriptor<OfrepCheck> {

        @Override
        public String getDisplayName() {
            return Messages.OfrepCheck_displayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialsItems.of(item, credentialsId, StandardCredentials.class);
        }
    }
}
