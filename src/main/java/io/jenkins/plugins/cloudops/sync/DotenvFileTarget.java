package io.jenkins.plugins.cloudops.sync;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The target {@code dotenvFile}. */
public class DotenvFileTarget extends FileTarget {

    @DataBoundConstructor
    public DotenvFileTarget(String path) {
        super(path);
    }

    @Override
    SecretTarget.Kind kind() {
        return SecretTarget.Kind.DOTENV;
    }

    /** Offers the target. */
    @Extension
    @Symbol("dotenvFile")
    public static final class DescriptorImpl extends Descriptor<SecretTargetSettings> {

        @Override
        public String getDisplayName() {
            return Messages.DotenvFileTarget_displayName();
        }
    }
}
