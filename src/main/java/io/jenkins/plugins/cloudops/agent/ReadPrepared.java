package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.BackendRecord;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.CliVersion;
import io.jenkins.plugins.cloudops.engine.terraform.DependencyLock;
import io.jenkins.plugins.cloudops.engine.terraform.RootModule;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import jenkins.MasterToSlaveFileCallable;

/** Reads what {@code prepare} found out, in the run directory on which it acts. */
public final class ReadPrepared extends MasterToSlaveFileCallable<ReadPrepared.Prepared> {

    private static final long serialVersionUID = 1L;

    private final String workspace;
    private final String stack;
    private final String node;

    /**
     * @param workspace the agent workspace
     * @param stack the absolute path of the stack
     * @param node the name of the node, empty for the built-in one
     */
    public ReadPrepared(String workspace, String stack, String node) {
        this.workspace = workspace;
        this.stack = stack;
        this.node = node;
    }

    @Override
    public Prepared invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        String version = CliVersion.read(text(directory, StackScripts.VERSION));
        String terraformWorkspace = text(directory, StackScripts.WORKSPACE).trim();
        String tool = text(directory, StackScripts.TOOL);
        String dataDirectory = text(directory, StackScripts.DATA_DIRECTORY);
        Path path = Path.of(stack);
        String refusal = "";
        try {
            RootModule.find(Path.of(workspace), Path.of(workspace), stack).recordedBackend(dataDirectory);
        } catch (BadSetting e) {
            refusal = e.getMessage();
        }
        BackendRecord backend = BackendRecord.of(path, dataDirectory);
        keepSecrets(directory, backend);
        StateKey state = StateKey.of(backend.type(), backend.config(), environment(directory), terraformWorkspace, node, stack);
        return new Prepared(tool, version, terraformWorkspace, state,
                text(directory, StackScripts.COMMIT).trim(), text(directory, StackScripts.TREE).trim(),
                text(directory, StackScripts.EDITS).trim(), new TreeMap<>(DependencyLock.selections(path)),
                ReadStateId.read(directory), refusal);
    }

    /** Whatever file a setting of the backend came from. */
    private static void keepSecrets(Path directory, BackendRecord backend) throws IOException {
        SensitiveValues secrets = RunSecrets.in(directory);
        RunSecrets.byName(backend.config(), secrets);
        RunSecrets.keep(directory, secrets);
    }

    /** The variables that tell a backend where the state is. Secrets can be among them, so the next stage begins with removing the file. */
    private static Map<String, String> environment(Path directory) throws IOException {
        Map<String, String> variables = new HashMap<>();
        text(directory, StackScripts.BACKEND_ENVIRONMENT).lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return variables;
    }

    private static String text(Path directory, String name) throws IOException {
        try {
            return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
        } catch (NoSuchFileException nothingToSay) {
            return "";
        }
    }

    /**
     * What is known before the work begins.
     *
     * @param tool the executable that was chosen
     * @param version of the CLI, such as {@code 1.11.4}; empty if it did not say
     * @param workspace Terraform's
     * @param state which state the run works on
     * @param commit the commit that is checked out; empty without a repository
     * @param tree the tree of the stack in that commit
     * @param edits a digest of what was changed in the stack since, and is tracked
     * @param providers the version of each provider that the dependency lock file selects
     * @param identity which version of the state there is; not known if nobody asked
     * @param refusal a sentence that says why the work must not begin, or empty
     */
    public record Prepared(String tool, String version, String workspace, StateKey state, String commit, String tree,
            String edits, TreeMap<String, String> providers, StateIdentity identity, String refusal) implements Serializable {
    }
}
