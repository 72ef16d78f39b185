package io.jenkins.plugins.cloudops.config;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Which executables to try for the CLI, in this order: names to look up on the PATH, or absolute
 * paths.
 *
 * @param name what the user chose; empty for what is found on the PATH
 */
public record ToolChoice(String name, List<String> executables) {

    /**
     * Finds out what a setting {@code tool} stands for on a node. Installs an installation there if
     * it has an installer.
     *
     * @param tool the name of a configured installation, an executable, or empty: the only
     *     installation if there is one, else terraform, else tofu
     * @param current the current directory, to which the path of an executable is relative
     */
    public static ToolChoice of(String tool, Node node, FilePath current, EnvVars environment, TaskListener log)
            throws IOException, InterruptedException {
        TerraformInstallation[] installations = configured();
        for (TerraformInstallation installation : installations) {
            if (tool.isEmpty() ? installations.length == 1 : installation.getName().equals(tool)) {
                TerraformInstallation here = node == null ? installation : installation.forNode(node, log);
                return new ToolChoice(installation.getName(), here.forEnvironment(environment).executables());
            }
        }
        if (tool.isEmpty()) {
            return new ToolChoice("", List.of("terraform", "tofu"));
        }
        boolean path = tool.indexOf('/') >= 0;
        return new ToolChoice(tool, List.of(path ? current.child(tool).getRemote() : tool));
    }

    /** The names of the configured installations. */
    public static List<String> installations() {
        return Arrays.stream(configured()).map(TerraformInstallation::getName).toList();
    }

    private static TerraformInstallation[] configured() {
        return ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class).getInstallations();
    }
}
