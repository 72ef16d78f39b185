package io.jenkins.plugins.cloudops.credentials;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.agent.MakeBoundPlace;
import io.jenkins.plugins.cloudops.agent.ReadBoundFiles;
import io.jenkins.plugins.cloudops.engine.process.EnvironmentFile;
import io.jenkins.plugins.cloudops.engine.terraform.AwsAccess;
import io.jenkins.plugins.cloudops.engine.terraform.AwsRole;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.CliAccess;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding.MultiEnvironment;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding.Unbinder;
import org.jenkinsci.plugins.credentialsbinding.impl.CredentialNotFoundException;

/**
 * What the credentials that a request names give to the CLI. Bindings that write files do so inside of the
 * run directory, as if it were beside the agent workspace, so that the files go when it goes.
 */
public final class BoundCredentials {

    /** What this plugin's own bindings undo is to remove their files. */
    private static final String ONLY_FILES = "org.jenkinsci.plugins.credentialsbinding.";

    private final Run<?, ?> build;
    private final FilePath directory;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final List<Unbinder> unbinders = new ArrayList<>();

    private BoundCredentials(Run<?, ?> build, FilePath directory) {
        this.build = build;
        this.directory = directory;
    }

    /**
     * Looks up all that a request names and binds it.
     *
     * @param directory the run directory
     * @param environment what the build has beside that, in which there may be access keys
     * @throws BadSetting if there are no such credentials, or they are of another type
     */
    public static BoundCredentials of(PlanRequest request, Run<?, ?> build, FilePath directory, Map<String, String> environment,
            Launcher launcher, TaskListener listener) throws IOException, InterruptedException {
        if (!request.credentials().isEmpty()) {
            directory.act(new MakeBoundPlace());
        }
        return again(request, build, directory, environment, launcher, listener);
    }

    /**
     * The same once more, for a run whose directory is there already: a token can have expired meanwhile.
     *
     * @throws BadSetting if there are no such credentials any more, or they are of another type
     */
    public static BoundCredentials again(PlanRequest request, Run<?, ?> build, FilePath directory, Map<String, String> environment,
            Launcher launcher, TaskListener listener) throws IOException, InterruptedException {
        BoundCredentials bound = new BoundCredentials(build, directory);
        BuildCredentials credentials = new BuildCredentials(build);
        Map<String, String> texts = new LinkedHashMap<>();
        request.secrets().forEach((variable, id) -> texts.put(variable, credentials.secretText("secrets: " + variable, id)));
        try {
            bound.bind(Bindings.read(request.credentials()), launcher, listener);
            texts.forEach(bound::secret);
            request.mask().forEach(id -> bound.secrets.add(credentials.secretText("mask", id)));
            if (!request.awsRole().isNone()) {
                Map<String, String> keys = new LinkedHashMap<>(environment);
                keys.putAll(request.environment());
                keys.putAll(bound.variables);
                bound.take(request.awsRole(), keys, credentials);
            }
            return bound;
        } catch (BadSetting | IOException | InterruptedException e) {
            release(bound.unbinders, build, directory, launcher, listener);
            throw e;
        }
    }

    private void bind(List<MultiBinding<?>> bindings, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        if (bindings.isEmpty()) {
            return;
        }
        for (MultiBinding<?> binding : bindings) {
            try {
                MultiEnvironment values = binding.bind(build, directory.child(MakeBoundPlace.WORKSPACE), launcher, listener);
                if (!values.getUnbinder().getClass().getName().startsWith(ONLY_FILES)) {
                    unbinders.add(values.getUnbinder());
                }
                values.getPublicValues().forEach(this::variable);
                values.getSecretValues().forEach(this::secret);
            } catch (CredentialNotFoundException e) {
                throw new BuildCredentials(build).notFound("credentials", binding.getCredentialsId(), e.getMessage());
            }
        }
        secrets.addAll(directory.act(new ReadBoundFiles()));
    }

    private void secret(String variable, String value) {
        secrets.add(value);
        variable(variable, value);
    }

    private void variable(String variable, String value) {
        if (!EnvironmentFile.isExported(variable) || value.indexOf('\0') >= 0) {
            throw new BadSetting(Messages.BoundCredentials_variable(variable));
        }
        variables.put(variable, value);
    }

    private void take(AwsRole role, Map<String, String> keys, BuildCredentials credentials) throws IOException {
        AwsAccess access = credentials.aws(role, keys);
        secrets.addAll(access.secrets());
        variables.putAll(access.environment(directory.getRemote()));
        files.putAll(access.files(directory.getRemote()));
    }

    /** For the commands of the run. */
    public CliAccess access() {
        return new CliAccess(variables, files);
    }

    /** What must not be seen. */
    public Set<String> secrets() {
        return secrets;
    }

    /** What has to be undone beside removing the run directory, which bindings of other plugins may need. */
    public List<Unbinder> unbinders() {
        return unbinders;
    }

    /** Undoes what bindings have done; one that cannot be undone does not keep the others from it. */
    public static void release(List<Unbinder> unbinders, Run<?, ?> build, FilePath directory, Launcher launcher,
            TaskListener listener) throws InterruptedException {
        for (Unbinder unbinder : unbinders) {
            try {
                unbinder.unbind(build, directory.child(MakeBoundPlace.WORKSPACE), launcher, listener);
            } catch (IOException | RuntimeException e) {
                listener.getLogger().println(Messages.BoundCredentials_notReleased(e));
            }
        }
    }
}
