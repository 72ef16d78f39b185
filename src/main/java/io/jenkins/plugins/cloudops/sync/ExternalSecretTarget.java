package io.jenkins.plugins.cloudops.sync;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import io.jenkins.plugins.cloudops.engine.terraform.GoDuration;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The target {@code externalSecret}. */
public class ExternalSecretTarget extends ClusterTarget {

    private String wait;

    @DataBoundConstructor
    public ExternalSecretTarget(String namespace) {
        super(namespace);
    }

    @Override
    public SecretTarget toTarget(UnaryOperator<String> expand) {
        return SecretTarget.external(expand.apply(getNamespace()), expand.apply(getContext()),
                expand.apply(getKubeconfigCredentialsId()), GoDuration.parse("wait", expand.apply(getWait())));
    }

    public String getWait() {
        return wait == null ? "5m" : wait;
    }

    @DataBoundSetter
    public void setWait(String wait) {
        this.wait = Util.fixEmptyAndTrim(wait);
    }

    /** Offers the target. */
    @Extension
    @Symbol("externalSecret")
    public static final class DescriptorImpl extends ClusterDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.ExternalSecretTarget_displayName();
        }

        @POST
        public FormValidation doCheckWait(@AncestorInPath Item item, @QueryParameter String value) {
            return FormTexts.check(item, value, text -> SecretTarget.external("default", "", "", GoDuration.parse("wait", text)));
        }
    }
}
