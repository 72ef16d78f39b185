package io.jenkins.plugins.cloudops.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;
import org.jenkinsci.plugins.credentialsbinding.impl.CredentialNotFoundException;

/**
 * Binds a value and a file with it, where and how bindings of files do. Undoing it is noted in a file, if one is named.
 */
public final class FakeBinding extends MultiBinding<StandardCredentials> {

    private final String value;
    private final String notes;

    /** @param id {@code missing} for credentials that are not there, {@code endless} for some that are slow to come */
    public FakeBinding(String id, String value, Path notes) {
        super(id);
        this.value = value;
        this.notes = notes == null ? "" : notes.toString();
    }

    @Override
    public MultiEnvironment bind(Run<?, ?> build, FilePath workspace, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        if (getCredentialsId().equals("missing")) {
            throw new CredentialNotFoundException("Could not find credentials");
        }
        FilePath file = WorkspaceList.tempDir(workspace).child("secretFiles/some-uuid/" + getCredentialsId());
        String content = "key of " + value;
        file.act((path, channel) -> {
            Files.createDirectories(path.toPath().getParent());
            return Files.writeString(path.toPath(), content).toString();
        });
        if (getCredentialsId().equals("endless")) {
            Thread.sleep(5_000);
        }
        return new MultiEnvironment(Map.of("TF_VAR_" + getCredentialsId(), value, "FILE_" + getCredentialsId(), file.getRemote()),
                Map.of("USER_" + getCredentialsId(), "somebody"), new Note(notes));
    }

    private static final class Note implements Unbinder {

        private static final long serialVersionUID = 1L;

        private final String notes;

        Note(String notes) {
            this.notes = notes;
        }

        @Override
        public void unbind(Run<?, ?> build, FilePath workspace, Launcher launcher, TaskListener listener) throws IOException {
            if (!notes.isEmpty()) {
                Files.write(Path.of(notes), List.of(workspace.getRemote() + " " + (launcher != null)),
                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
    }
}
