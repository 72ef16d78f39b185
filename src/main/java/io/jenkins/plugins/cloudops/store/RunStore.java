package io.jenkins.plugins.cloudops.store;

import hudson.model.Run;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The runs of one build that have ended, in {@code cloudops/runs} of its directory: for each {@code ID.json}, a {@link StoredRun}. */
public final class RunStore {

    private final JsonFiles<StoredRun> files;

    private RunStore(JsonFiles<StoredRun> files) {
        this.files = files;
    }

    public static RunStore of(Run<?, ?> build) {
        return new RunStore(new JsonFiles<>(build.getRootDir().toPath().resolve("cloudops/runs"), "the run",
                StoredRun::read, (json, run) -> run.write(json)));
    }

    /** Whether the build has any. Quick, since every view of a build asks. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Keeps a run with its build, and in the list of the job; one with the same id is replaced. */
    public static void keep(Run<?, ?> build, StoredRun run) throws IOException {
        RunStore store = of(build);
        if (store.get(run.id()) == null) {
            // First, so that a crash between the two cannot lose it.
            RunHistory.of(build.getParent()).add(run);
        }
        store.files.save(run.id(), run);
    }

    /** The run with this id, or null. */
    public StoredRun get(String id) throws IOException {
        return files.get(id);
    }

    /** All of them, the newest first. One that cannot be read is left out and named in Jenkins's log. */
    public List<StoredRun> list() {
        return files.list(Comparator.comparingLong(StoredRun::started).reversed().thenComparing(StoredRun::id));
    }
}
