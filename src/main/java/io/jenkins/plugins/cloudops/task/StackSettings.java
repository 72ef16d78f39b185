package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;

/**
 * The settings by which a stack is found and initialised, as steps and freestyle builders have them:
 * all optional, an empty text or collection for what was not given.
 */
public interface StackSettings {

    String getStack();

    String getTool();

    String getWorkspace();

    /** A map of settings, a list of files, the path of one file, or null. */
    Object getBackendConfig();

    Map<String, String> getEnvironment();

    String getInit();

    boolean isUpgrade();

    int getRetry();

    Map<String, String> getRegistries();

    String getGitCredentialsId();

    /** As {@code withCredentials} takes them. */
    List<MultiBinding<?>> getCredentials();

    Map<String, String> getSecrets();

    /** Ids of secret texts whose values are masked, and given to nobody. */
    List<String> getMask();

    /** Null for none. */
    AwsRoleSettings getAwsRole();

    /** Ids of secret texts by variable: those of the setting, unless it means something else. */
    default Map<String, String> credentialsByVariable() {
        return getSecrets();
    }

    default String getMaskText() {
        return String.join("\n", getMask());
    }

    default String getSecretsText() {
        return MapText.render(getSecrets());
    }

    default String getRegistriesText() {
        return MapText.render(getRegistries());
    }

    default String getBackendConfigText() {
        return StackForm.backendText(getBackendConfig());
    }

    default String getEnvironmentText() {
        return MapText.render(getEnvironment());
    }

    /**
     * Checks the settings of a step that only works on a stack.
     *
     * @param expand applied to each text, to fill in parameters of the build
     * @throws CloudOpsException naming the first that cannot be used
     */
    default PlanRequest toStackRequest(UnaryOperator<String> expand) throws CloudOpsException {
        try {
            return PlanRequests.ofStack(this, expand);
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }
}
