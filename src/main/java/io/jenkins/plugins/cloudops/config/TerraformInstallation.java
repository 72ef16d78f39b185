package io.jenkins.plugins.cloudops.config;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.EnvironmentSpecific;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.NodeSpecific;
import hudson.tools.ToolDescriptor;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolProperty;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * An installation of Terraform or OpenTofu. Its home is the directory that has the executable, or
 * the executable itself.
 */
public class TerraformInstallation extends ToolInstallation
        implements NodeSpecific<TerraformInstallation>, EnvironmentSpecific<TerraformInstallation> {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public TerraformInstallation(String name, String home, List<? extends ToolProperty<?>> properties) {
        super(name, home, properties);
    }

    @Override
    public TerraformInstallation forNode(Node node, TaskListener log) throws IOException, InterruptedException {
        return new TerraformInstallation(getName(), translateFor(node, log), getProperties().toList());
    }

    @Override
    public TerraformInstallation forEnvironment(EnvVars environment) {
        return new TerraformInstallation(getName(), environment.expand(getHome()), getProperties().toList());
    }

    /** Where the executable may be, in the order in which to look. */
    List<String> executables() {
        String home = Util.fixNull(getHome());
        if (home.isEmpty()) {
            return List.of("terraform", "tofu");
        }
        String directory = home.endsWith("/") ? home : home + "/";
        return List.of(directory + "terraform", directory + "tofu", directory + "bin/terraform", directory + "bin/tofu", home);
    }

    /** Lists the installations in Jenkins's tool configuration. */
    @Extension
    @Symbol("terraformCli")
    public static final class DescriptorImpl extends ToolDescriptor<TerraformInstallation> {

        public DescriptorImpl() {
            load();
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformInstallation_displayName();
        }

        @Override
        public void setInstallations(TerraformInstallation... installations) {
            super.setInstallations(installations);
            save();
        }
    }
}
