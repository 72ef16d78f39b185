package io.jenkins.plugins.cloudops.task;

import java.util.Map;

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

    default String getRegistriesText() {
        return MapText.render(getRegistries());
    }

    default String getBackendConfigText() {
        return StackForm.backendText(getBackendConfig());
    }

    default String getEnvironmentText() {
        return MapText.render(getEnvironment());
    }
}
