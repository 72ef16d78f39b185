package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.CliVersion;
import io.jenkins.plugins.cloudops.engine.terraform.PlanScripts;
import io.jenkins.plugins.cloudops.engine.terraform.RootModule;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Reads what {@code prepare} found out, in the run directory on which it acts. */
public final class ReadPrepared extends MasterToSlaveFileCallable<ReadPrepared.Prepared> {

    private static final long serialVersionUID = 1L;

    private final String workspace;
    private final String stack;

    /**
     * @param workspace the agent workspace
     * @param stack the absolute path of the stack
     */
    public ReadPrepared(String workspace, String stack) {
        this.workspace = workspace;
        this.stack = stack;
    }

    @Override
    public Prepared invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        String version = CliVersion.read(text(directory, PlanScripts.VERSION));
        String terraformWorkspace = text(directory, PlanScripts.WORKSPACE).trim();
        String tool = text(directory, PlanScripts.TOOL);
        String dataDirectory = text(directory, PlanScripts.DATA_DIRECTORY);
        try {
            String backend = RootModule.find(Path.of(workspace), Path.of(workspace), stack).recordedBackend(dataDirectory);
            return new Prepared(tool, version, terraformWorkspace, backend, "");
        } catch (BadSetting e) {
            return new Prepared(tool, version, terraformWorkspace, "", e.getMessage());
        }
    }

    private static String text(Path directory, String name) throws IOException {
        return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
    }

    /**
     * What is known before the work begins.
     *
     * @param tool the executable that was chosen
     * @param version of the CLI, such as {@code 1.11.4}; empty if it did not say
     * @param workspace Terraform's
     * @param backend the type of the backend
     * @param refusal a sentence that says why the work must not begin, or empty
     */
    public record Prepared(String tool, String version, String workspace, String backend, String refusal)
            implements Serializable {
    }
}
