package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonGenerator;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import io.jenkins.plugins.cloudops.engine.terraform.LineList;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeFilter;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeJson;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The plans of one build, in {@code cloudops/plans} of its directory: for each {@code ID.json}, one
 * JSON object of strings and numbers with the fields of {@link StoredPlan}, in which
 * {@code summary} is a string that {@link ChangeJson} reads, and {@code ID.changes.jsonl.gz} with
 * all changes, one JSON object a line. Unknown fields are skipped.
 */
public final class PlanStore {

    static final String DIRECTORY = "cloudops/plans";

    private final Path directory;
    private final JsonFiles<StoredPlan> files;

    private PlanStore(Path directory) {
        this.directory = directory;
        files = new JsonFiles<>(directory, "the plan", PlanStore::read, PlanStore::write);
    }

    public static PlanStore of(Run<?, ?> build) {
        return new PlanStore(build.getRootDir().toPath().resolve(DIRECTORY));
    }

    /** Whether the build has any plan. Quick, since every view of a build asks. */
    public boolean isEmpty() {
        return !Files.isDirectory(directory);
    }

    /** Keeps a plan; one with the same id is replaced. */
    public void save(StoredPlan plan) throws IOException {
        files.save(plan.id(), plan);
    }

    /** Copies the list of all changes from the agent. */
    public void saveChanges(String id, FilePath changes) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        changes.copyTo(new FilePath(new File(directory.toFile(), id + ".changes.jsonl.gz")));
    }

    /** Copies the list of all changes to an agent. */
    public void copyChangesTo(String id, FilePath target) throws IOException, InterruptedException {
        new FilePath(directory.resolve(id + ".changes.jsonl.gz").toFile()).copyTo(target);
    }

    /**
     * Some changes of a plan, the destructive ones first.
     *
     * @param start how many that match to leave out
     * @param limit how many to read at most
     * @throws IOException if its list is not there or not readable; the plan itself knows the first ones
     */
    public LineList<Change> changes(String id, ChangeFilter filter, int start, int limit) throws IOException {
        if (!JsonFiles.isId(id)) {
            throw new NoSuchFileException(id);
        }
        Path file = directory.resolve(id + ".changes.jsonl.gz");
        return LineList.read(() -> new GZIPInputStream(Files.newInputStream(file), 64 << 10), filter::group, ChangeJson::readChange, start, limit);
    }

    /** The plan with this id, or null. */
    public StoredPlan get(String id) throws IOException {
        return files.get(id);
    }

    /** All plans, the earliest first. One that cannot be read is left out and named in Jenkins's log. */
    public List<StoredPlan> list() {
        return files.list(Comparator.comparingLong(StoredPlan::started).thenComparing(StoredPlan::id));
    }

    private static void write(JsonGenerator json, StoredPlan plan) throws IOException {
        json.writeStringField("id", plan.id());
        json.writeStringField("name", plan.name());
        json.writeStringField("stack", plan.stack());
        json.writeStringField("workspace", plan.workspace());
        json.writeStringField("tool", plan.tool());
        json.writeStringField("toolVersion", plan.toolVersion());
        json.writeStringField("node", plan.node());
        json.writeNumberField("started", plan.started());
        json.writeNumberField("duration", plan.duration());
        json.writeBooleanField("changes", plan.changes());
        json.writeNumberField("refreshed", plan.refreshed());
        json.writeStringField("digest", plan.digest());
        json.writeStringField("kind", plan.kind());
        json.writeStringField("failure", plan.failure());
        if (plan.summary() != null) {
            json.writeStringField("summary", ChangeJson.write(plan.summary()));
        }
    }

    private static StoredPlan read(JsonObject json) throws IOException {
        PlanSummary summary = json.has("summary") ? ChangeJson.readSummary(json.text("summary")) : null;
        return new StoredPlan(json.text("id"), json.text("name"), json.text("stack"), json.text("workspace"),
                json.text("tool"), json.text("toolVersion"), json.text("node"), json.number("started"),
                json.number("duration"), json.flag("changes"), (int) json.number("refreshed"),
                json.text("digest"), json.text("kind"), json.text("failure"), summary);
    }
}
