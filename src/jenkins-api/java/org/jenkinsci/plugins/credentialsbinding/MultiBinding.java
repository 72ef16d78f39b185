package org.jenkinsci.plugins.credentialsbinding;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Binds credentials to variables (credentials-binding plugin). Declared: doing so, and undoing it. */
public abstract class MultiBinding<C extends StandardCredentials> extends AbstractDescribableImpl<MultiBinding<C>> {

    private final String credentialsId;

    protected MultiBinding(String credentialsId) {
        this.credentialsId = credentialsId;
    }

    public final String getCredentialsId() {
        return credentialsId;
    }

    public abstract MultiEnvironment bind(Run<?, ?> build, FilePath workspace, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException;

    /** What came of it. */
    public static final class MultiEnvironment implements Serializable {

        private static final long serialVersionUID = 1L;

        private final LinkedHashMap<String, String> secretValues;
        private final LinkedHashMap<String, String> publicValues;
        private final Unbinder unbinder;

        public MultiEnvironment(Map<String, String> secretValues, Map<String, String> publicValues, Unbinder unbinder) {
            this.secretValues = new LinkedHashMap<>(secretValues);
            this.publicValues = new LinkedHashMap<>(publicValues);
            this.unbinder = unbinder;
        }

        public Map<String, String> getSecretValues() {
            return secretValues;
        }

        public Map<String, String> getPublicValues() {
            return publicValues;
        }

        public Unbinder getUnbinder() {
            return unbinder;
        }
    }

    /** Undoes it. */
    public interface Unbinder extends Serializable {
        void unbind(Run<?, ?> build, FilePath workspace, Launcher launcher, TaskListener listener)
                throws IOException, InterruptedException;
    }
}
