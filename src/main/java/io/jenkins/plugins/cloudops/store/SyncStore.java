package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonGenerator;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.secrets.SyncReport;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The syncs of secrets of one build, in {@code cloudops/syncs} of its directory: for each {@code ID.json} with the fields of
 * {@link StoredSync}, and {@code ID.report}, which {@link SyncReport} reads. No value is in either.
 */
public final class SyncStore {

    static final String DIRECTORY = "cloudops/syncs";

    private final Path directory;
    private final JsonFiles<StoredSync> files;

    private SyncStore(Path directory) {
        this.directory = directory;
        files = new JsonFiles<>(directory, "the sync", SyncStore::read, SyncStore::write);
    }

    public static SyncStore of(Run<?, ?> build) {
        return new SyncStore(build.getRootDir().toPath().resolve(DIRECTORY));
    }

    /** Whether the build has any sync. Quick, since every view of a build asks. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Keeps a sync; one with the same id is replaced. */
    public void save(StoredSync sync) throws IOException {
        files.save(sync.id(), sync);
    }

    /** Copies a report from the agent. */
    public void saveReport(String id, FilePath report) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        report.copyTo(new FilePath(report(id).toFile()));
    }

    private Path report(String id) {
        return directory.resolve(id + ".report");
    }

    /** What a sync came to, with as many secrets one by one as are shown; null if it did not come so far. */
    public SyncReport report(StoredSync sync) throws IOException {
        try {
            return SyncReport.read(report(sync.id()), SyncReport.SHOWN);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The sync with this id, or null. */
    public StoredSync get(String id) throws IOException {
        return files.get(id);
    }

    /** All syncs, the earliest first. One that cannot be read is left out and named in Jenkins's log. */
    public List<StoredSync> list() {
        return files.list(Comparator.comparingLong(StoredSync::started).thenComparing(StoredSync::id));
    }

    private static void write(JsonGenerator json, StoredSync sync) throws IOException {
        json.writeStringField("id", sync.id());
        json.writeStringField("source", sync.source());
        json.writeStringField("targets", sync.targets());
        json.writeNumberField("started", sync.started());
        json.writeNumberField("duration", sync.duration());
        json.writeStringField("kind", sync.kind());
        json.writeStringField("failure", sync.failure());
    }

    private static StoredSync read(JsonObject json) throws IOException {
        return new StoredSync(json.text("id"), json.text("source"), json.text("targets"), json.number("started"),
                json.number("duration"), json.text("kind"), json.text("failure"));
    }
}
