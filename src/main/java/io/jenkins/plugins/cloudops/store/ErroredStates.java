package io.jenkins.plugins.cloudops.store;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadDigest;
import java.io.IOException;
import java.io.InputStream;

/**
 * The states of one build that Terraform could not write to their backend and left as
 * {@code errored.tfstate}: sealed, in {@code ID.errored.sealed} beside its plans. Each is the only record of what
 * was created, so it goes with its build or when somebody says that it was recovered, and never by itself.
 */
public final class ErroredStates {

    private static final String PART = "errored";

    private final SealedParts parts;

    private ErroredStates(SealedParts parts) {
        this.parts = parts;
    }

    public static ErroredStates of(Run<?, ?> build) {
        return new ErroredStates(SealedParts.of(build));
    }

    /**
     * Copies one from an agent; one with the same id is replaced, but only by a whole one.
     *
     * @param id that of the apply
     */
    public void save(String id, FilePath state) throws IOException, InterruptedException {
        parts.save(id, PART, state, state.act(new ReadDigest()));
    }

    public boolean exists(String id) {
        return JsonFiles.isId(id) && parts.file(id, PART).exists();
    }

    /**
     * The state in clear, whose end says that nothing is missing.
     *
     * @throws IOException with a sentence if it is there no more or cannot be opened
     */
    public InputStream open(String id) throws IOException {
        if (!exists(id)) {
            throw new IOException(Messages.ErroredStates_none(id, parts.build()));
        }
        return parts.file(id, PART).open();
    }

    /**
     * Copies one to an agent.
     *
     * @param target a file that is there already, readable by nobody else
     * @throws IOException with a sentence if it is there no more or cannot be opened
     */
    public void copyTo(String id, FilePath target) throws IOException, InterruptedException {
        try (InputStream in = open(id)) {
            target.copyFrom(in);
        }
    }

    /** It was recovered, and is needed no more. */
    public void drop(String id) throws IOException {
        parts.drop(id, PART);
    }
}
