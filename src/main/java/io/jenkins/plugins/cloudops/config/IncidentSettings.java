package io.jenkins.plugins.cloudops.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What holds for incidents in all of Jenkins. */
public class IncidentSettings extends AbstractDescribableImpl<IncidentSettings> {

    private boolean stopped;

    @DataBoundConstructor
    public IncidentSettings() {
        // All settings are optional.
    }

    /** Whether none may be triggered, and those in force are cleared. */
    public boolean isStopped() {
        return stopped;
    }

    @DataBoundSetter
    public void setStopped(boolean stopped) {
        this.stopped = stopped;
    }

    /** Describes the settings. */
    @Extension
    @Symbol("incidents")
    public static final class DescriptorImpl extends Descriptor<IncidentSettings> {

        @Override
        public String getDisplayName() {
            return Messages.IncidentSettings_displayName();
        }
    }
}
