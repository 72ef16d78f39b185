package io.jenkins.plugins.cloudops.sync;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.agent.WriteSync.Given;
import io.jenkins.plugins.cloudops.credentials.BoundCredentials;
import io.jenkins.plugins.cloudops.credentials.BuildCredentials;
import io.jenkins.plugins.cloudops.credentials.CredentialContent;
import io.jenkins.plugins.cloudops.engine.process.EnvironmentFile;
import io.jenkins.plugins.cloudops.engine.secrets.SecretSource;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import io.jenkins.plugins.cloudops.engine.secrets.SyncScripts;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;

/**
 * The credentials of a sync, looked up for a build: variables for the source alone, a kubeconfig for each target that names one,
 * and the values themselves where they are credentials of Jenkins.
 */
public final class SyncAccess {

    private static final String ID = "AWS_ACCESS_KEY_ID";
    private static final String KEY = "AWS_SECRET_ACCESS_KEY";
    /** What would be taken instead of a key that is given. */
    private static final Set<String> OTHERS = Set.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
            "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE");
    /** Of the plugin aws-credentials, which need not be installed. */
    private static final String BINDING = "com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentialsBinding";

    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Integer> kubeconfigs = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final List<MultiBinding.Unbinder> unbinders = new ArrayList<>();

    private SyncAccess() {
    }

    /**
     * @param directory the run directory
     * @param environment what the build adds to that of the agent
     * @throws io.jenkins.plugins.cloudops.engine.terraform.BadSetting if there are no such credentials, or they are of another type
     */
    public static SyncAccess of(SyncOrder order, Run<?, ?> build, FilePath directory, Map<String, String> environment,
            Launcher launcher, TaskListener listener) throws IOException, InterruptedException {
        SyncAccess access = new SyncAccess();
        BuildCredentials credentials = new BuildCredentials(build);
        List<SecretTarget> targets = order.request().targets();
        for (int target = 0; target < targets.size(); target++) {
            String id = targets.get(target).credentialsId();
            if (!id.isEmpty()) {
                String text = credentials.kubeconfig("kubeconfigCredentialsId", id);
                access.files.put(SyncScripts.kubeconfig(target), text);
                access.kubeconfigs.add(target);
                KubeconfigSecrets.of(text).forEach(access.secrets::add);
            }
        }
        SecretSource source = order.request().source();
        if (source.kind() == SecretSource.Kind.CREDENTIALS) {
            for (String id : source.names()) {
                CredentialContent content = credentials.content("ids", id);
                access.given.add(new Given(id, content.bytes(), content.binary()));
            }
        } else if (source.kind() == SecretSource.Kind.AWS) {
            access.aws(order, build, directory, environment, launcher, listener);
        }
        return access;
    }

    private void aws(SyncOrder order, Run<?, ?> build, FilePath directory, Map<String, String> environment, Launcher launcher,
            TaskListener listener) throws IOException, InterruptedException {
        Map<String, String> keys = new LinkedHashMap<>();
        PlanRequest.Builder binding = PlanRequest.builder().awsRole(order.role());
        String id = order.credentialsId();
        if (!id.isEmpty()) {
            List<String> key = new BuildCredentials(build).awsKey("credentialsId", id);
            if (key == null) {
                binding.credentials(List.of("<" + BINDING + "><credentialsId>" + escape(id) + "</credentialsId><accessKeyVariable>" + ID
                        + "</accessKeyVariable><secretKeyVariable>" + KEY + "</secretKeyVariable></" + BINDING + ">"));
            } else {
                keys.put(ID, key.get(0));
                keys.put(KEY, key.get(1));
                secrets.add(key.get(1));
            }
        }
        Map<String, String> all = new LinkedHashMap<>(environment);
        if (!id.isEmpty()) {
            all.keySet().removeAll(OTHERS);
        }
        all.putAll(keys);
        BoundCredentials bound = BoundCredentials.of(binding.build(), build, directory, all, launcher, listener);
        unbinders.addAll(bound.unbinders());
        secrets.addAll(bound.secrets());
        files.putAll(bound.access().files());
        Map<String, String> variables = new LinkedHashMap<>(keys);
        variables.putAll(bound.access().variables());
        String others = "";
        if (!id.isEmpty() && order.role().isNone()) {
            Set<String> taken = new LinkedHashSet<>(OTHERS);
            taken.removeAll(variables.keySet());
            others = EnvironmentFile.without(taken);
        }
        // No page by page, no question, and patience where somebody asks for fewer requests.
        variables.put("AWS_PAGER", "");
        variables.put("AWS_CLI_AUTO_PROMPT", "off");
        variables.put("AWS_RETRY_MODE", environment.getOrDefault("AWS_RETRY_MODE", "adaptive"));
        variables.put("AWS_MAX_ATTEMPTS", environment.getOrDefault("AWS_MAX_ATTEMPTS", "8"));
        files.put(SyncScripts.SOURCE_ENVIRONMENT, others + EnvironmentFile.render(variables));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Texts by their names in the run directory. */
    public Map<String, String> files() {
        return files;
    }

    /** Which targets have a kubeconfig there. */
    public List<Integer> kubeconfigs() {
        return kubeconfigs;
    }

    /** Values that are credentials of Jenkins. */
    public List<Given> given() {
        return given;
    }

    /** What must not be seen. */
    public Set<String> secrets() {
        return secrets;
    }

    /** What has to be undone beside removing the run directory. */
    public List<MultiBinding.Unbinder> unbinders() {
        return unbinders;
    }
}
