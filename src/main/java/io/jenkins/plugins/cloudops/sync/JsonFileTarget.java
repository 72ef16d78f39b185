package io.jenkins.plugins.cloudops.sync;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The target {@code jsonFile}. */
public class JsonFileTarget extends FileTarget {

    @DataBoundConstructor
    public JsonFileTarget(String path) {
        super(path);
    }

    @Override
    SecretTarget.Kind kind() {
        return SecretTarget.Kind.JSON;
    }

    /** Offers the target. */
    @Extension
    @Symbol("jsonFile")
    public static final class DescriptorImpl extends Descriptor<SecretTargetSettings> {

        @Override
        public String getDisplayName() {
            return Messages.JsonFileTarget_displayName();
        }
    }
}
