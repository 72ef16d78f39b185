package io.jenkins.plugins.cloudops.incident;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
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
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        if (context != null) {
            context.forEach((name, value) -> texts.put(name, String.valueOf((Object) value)));
        }
        this.context = texts.isEmpty() ? null : texts;
    }

    /** As the form has it, a {@code name = value} a line. */
    public String getContextText() {
        return MapText.render(getContext());
    }

    /** Describes the setting. */
    @Extension
    @Symbol("ofrep")
    public static final class DescriptorImpl extends Descriptor<OfrepCheck> {

        @Override
        public String getDisplayName() {
            return Messages.OfrepCheck_displayName();
        }

        @Override
        public OfrepCheck newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Object text = form.remove("context");
            OfrepCheck check;
            try {
                check = (OfrepCheck) super.newInstance(request, form);
            } finally {
                if (text != null) {
                    // Jenkins binds what is inside of a build wrapper twice.
                    form.put("context", text);
                }
            }
            check.setContext(MapText.parseTexts("context", text == null ? "" : text.toString()));
            return check;
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialsItems.of(item, credentialsId, StandardCredentials.class);
        }
    }
}
