package io.jenkins.plugins.cloudops.sync;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The target {@code onePasswordFile}. */
public class OnePasswordFileTarget extends FileTarget {

    @DataBoundConstructor
    public OnePasswordFileTarget(String path) {
        super(path);
    }

    @Override
    SecretTarget.Kind kind() {
        return SecretTarget.Kind.ONE_PASSWORD;
    }

    /** Offers the target. */
    @Extension
    @Symbol("onePasswordFile")
    public static final class DescriptorImpl extends Descriptor<SecretTargetSettings> {

        @Override
        public String getDisplayName() {
            return Messages.OnePasswordFileTarget_displayName();
        }
    }
}
