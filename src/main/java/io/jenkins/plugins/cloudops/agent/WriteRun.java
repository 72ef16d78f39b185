package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.CliAccess;
import io.jenkins.plugins.cloudops.engine.terraform.InitAccess;
import io.jenkins.plugins.cloudops.engine.terraform.StackFiles;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.RootModule;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.MasterToSlaveFileCallable;

/**
 * Looks at the stack of a request and writes the files of its run into the directory on which it
 * acts: a new one with mode 0700, its files with mode 0600, or 0700 for what another program starts.
 * What bindings of credentials have written there before stays.
 */
public final class WriteRun extends MasterToSlaveFileCallable<WriteRun.Written> {

    private static final long serialVersionUID = 1L;

    private final StackOperation operation;
    private final PlanRequest request;
    private final String workspace;
    private final String current;
    private final ArrayList<String> tools;
    private final HashMap<String, String> environment;
    private final String cache;
    private final CliAccess bound;
    private final InitAccess access;
    private final ArrayList<String> secrets;

    /**
     * @param workspace the agent workspace
     * @param current the current directory of the step
     * @param tools executables to try, in this order
     * @param environment what the build adds to the environment of the CLI
     * @param cache a directory for the providers of all jobs on the agent, or empty
     * @param bound what every command gets from credentials
     * @param access with what {@code init} gets at private registries and repositories
     * @param secrets what of all that must not be seen
     */
    public WriteRun(StackOperation operation, PlanRequest request, String workspace, String current, List<String> tools,
            Map<String, String> environment, String cache, CliAccess bound, InitAccess access,
            List<String> secrets) {
        this.operation = operation;
        this.request = request;
        this.workspace = workspace;
        this.current = current;
        this.tools = new ArrayList<>(tools);
        this.environment = new HashMap<>(environment);
        this.cache = cache;
        this.bound = bound;
        this.access = access;
        this.secrets = new ArrayList<>(secrets);
    }

    @Override
    public Written invoke(File directory, VirtualChannel channel) throws IOException {
        RootModule stack;
        try {
            stack = RootModule.find(Path.of(workspace), Path.of(current), request.stack());
            if (!operation.savedPlan()) {
                // A saved plan has the values of its variables in it.
                stack.requireFiles("varFiles", request.varFiles());
            }
            stack.requireFiles("backendConfig", request.backendFiles());
            if (operation != StackOperation.CHECK) {
                stack.requireSupportedBackend();
            }
        } catch (BadSetting e) {
            return Written.not(e);
        }
        String path = stack.directory().toString();
        StackScripts scripts = new StackScripts(operation, request, directory.getAbsolutePath(), path,
                StateKey.VARIABLES);
        try {
            write(directory.toPath(), scripts.files(tools, environment, cache, bound, access, stack.initDigest(request)));
        } catch (BadSetting e) {
            return Written.not(e);
        }
        Files.write(owned(directory.toPath().resolve(PackMade.BEFORE), "rw-------"), PackMade.write(new StackFiles(stack.directory(), "").list()));
        SensitiveValues known = RunSecrets.before(stack.directory(), request, environment, secrets);
        RunSecrets.keep(directory.toPath(), known);
        return new Written(path, digests(stack.directory()), known.tooShort(), "");
    }

    private static Path owned(Path file, String permissions) throws IOException {
        return Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    }

    private TreeMap<String, String> digests(Path stack) throws IOException {
        TreeMap<String, String> digests = new TreeMap<>();
        for (String file : request.varFiles()) {
            Path path = stack.resolve(file);
            if (Files.isReadable(path)) {
                digests.put(file, new ReadDigest().invoke(path.toFile(), null));
            }
        }
        return digests;
    }

    /** Left by a controller that crashed between writing the directory and noting so; nothing ran in it. */
    private static void deleteWhatNeverBegan(Path directory) throws IOException {
        boolean bound = false;
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    if (MakeBoundPlace.isBound(file)) {
                        bound = true;
                    } else {
                        Files.delete(file);
                    }
                }
            }
            if (!bound) {
                Files.delete(directory);
            }
        }
    }

    private static void write(Path directory, Map<String, String> files) throws IOException {
        Path parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        deleteWhatNeverBegan(directory);
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = owned(directory.resolve(file.getKey()), StackScripts.isExecutable(file.getKey()) ? "rwx------" : "rw-------");
            Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        }
    }

    /**
     * What came of it.
     *
     * @param stack the absolute path of the stack, without symbolic links
     * @param varFiles the SHA-256 of each file of variables, by its path as given
     * @param unmasked how many values are known to be secret, and too short to be masked
     * @param refusal a sentence that says why nothing was written, or empty
     */
    public record Written(String stack, TreeMap<String, String> varFiles, int unmasked, String refusal) implements Serializable {

        static Written not(BadSetting why) {
            return new Written("", new TreeMap<>(), 0, why.getMessage());
        }
    }
}
