package io.jenkins.plugins.cloudops.sync;

import hudson.Extension;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import java.util.function.UnaryOperator;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The target {@code kubernetesSecret}. */
public class KubernetesSecretTarget extends ClusterTarget {

    @DataBoundConstructor
    public KubernetesSecretTarget(String namespace) {
        super(namespace);
    }

    @Override
    public SecretTarget toTarget(UnaryOperator<String> expand) {
        return SecretTarget.kubernetes(expand.apply(getNamespace()), expand.apply(getContext()),
                expand.apply(getKubeconfigCredentialsId()));
    }

    /** Offers the target. */
    @Extension
    @Symbol("kubernetesSecret")
    public static final class DescriptorImpl extends ClusterDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.KubernetesSecretTarget_displayName();
        }
    }
}
