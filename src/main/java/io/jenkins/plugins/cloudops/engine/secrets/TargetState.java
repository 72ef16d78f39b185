package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.util.List;

/** What a target has, beside what it is to have. */
interface TargetState {

    /** What it is to have. */
    List<Desired> desired();

    /** Which of these may differ, so that their values are needed. */
    List<Desired> needed() throws IOException;

    /** Absolute paths of files that will be made, and are not to stay after the build. */
    default List<String> newFiles() throws IOException {
        return List.of();
    }

    /**
     * What becomes of each secret.
     *
     * @param writes takes what is to be written
     * @param into to add to
     * @param problems to add to, where a value does not fit
     */
    void entries(Writes writes, List<SyncEntry> into, List<SecretsProblem> problems) throws IOException;

    /**
     * Takes a secret to be written once more.
     *
     * @return the name of the call
     */
    default String call(Writes writes, SyncEntry entry) throws IOException {
        return entry.call();
    }
}
