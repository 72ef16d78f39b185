package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.CliAccess;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.MasterToSlaveFileCallable;

/**
 * Writes into the run directory on which it acts what the environment and the credentials are now: for one attempt, and
 * for all that were not begun yet. Files have mode 0600.
 */
public final class RenewRun extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    private final String attempt;
    private final PlanRequest request;
    private final HashMap<String, String> environment;
    private final CliAccess bound;
    private final ArrayList<String> secrets;

    /**
     * @param attempt the name of the attempt
     * @param environment what the build adds to the environment of the CLI
     * @param bound what every command gets from credentials
     * @param secrets what of all that must not be seen
     */
    public RenewRun(String attempt, PlanRequest request, Map<String, String> environment, CliAccess bound, List<String> secrets) {
        this.attempt = attempt;
        this.request = request;
        this.environment = new HashMap<>(environment);
        this.bound = bound;
        this.secrets = new ArrayList<>(secrets);
    }

    @Override
    public Void invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        // Before anything is printed that has them.
        SensitiveValues known = RunSecrets.in(directory);
        secrets.forEach(known::addBound);
        RunSecrets.keep(directory, known);
        for (Map.Entry<String, String> written : bound.files().entrySet()) {
            write(directory.resolve(written.getKey()), written.getValue());
        }
        String variables = StackScripts.environment(request, environment, bound);
        write(directory.resolve(RunDirectory.environment(attempt)), variables);
        try (DirectoryStream<Path> waiting = Files.newDirectoryStream(directory, RunDirectory.environment("*"))) {
            for (Path one : waiting) {
                // Those of a backend are of another kind.
                if (!one.endsWith(StackScripts.BACKEND_ENVIRONMENT)) {
                    write(one, variables);
                }
            }
        }
        return null;
    }

    /** A stage that begins meanwhile reads the old ones or the new ones, never half of them. */
    private static void write(Path file, String text) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(written, text.getBytes(StandardCharsets.UTF_8));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
