package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeJson;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The plans of one build, in {@code cloudops/plans} of its directory: for each {@code ID.json}, one
 * JSON object of strings and numbers with the fields of {@link StoredPlan}, in which
 * {@code summary} is a string that {@link ChangeJson} reads, and {@code ID.changes.jsonl.gz} with
 * all changes, one JSON object a line. Unknown fields are skipped.
 */
public final class PlanStore {

    private static final Logger LOGGER = Logger.getLogger(PlanStore.class.getName());
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ENDING = ".json";
    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,64}");

    private final Path directory;

    private PlanStore(Path directory) {
        this.directory = directory;
    }

    public static PlanStore of(Run<?, ?> build) {
        return new PlanStore(build.getRootDir().toPath().resolve("cloudops/plans"));
    }

    /** Whether the build has any plan. Quick, since every view of a build asks. */
    public boolean isEmpty() {
        return !Files.isDirectory(directory);
    }

    /** Keeps a plan; one with the same id is replaced. */
    public void save(StoredPlan plan) throws IOException {
        Files.createDirectories(directory);
        Path written = Files.writeString(directory.resolve(plan.id() + ".new"), write(plan), StandardCharsets.UTF_8);
        Files.move(written, directory.resolve(plan.id() + ENDING),
                StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Copies the list of all changes from the agent. */
    public void saveChanges(String id, FilePath changes) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        changes.copyTo(new FilePath(new File(directory.toFile(), id + ".changes.jsonl.gz")));
    }

    /** The plan with this id, or null. */
    public StoredPlan get(String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            return null;
        }
        try {
            return read(Files.readString(directory.resolve(id + ENDING), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** All plans, the earliest first. One that cannot be read is left out and named in Jenkins's log. */
    public List<StoredPlan> list() {
        List<StoredPlan> plans = new ArrayList<>();
        try (Stream<Path> files = isEmpty() ? Stream.empty() : Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(ENDING)).forEach(file -> {
                try {
                    plans.add(read(Files.readString(file, StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    LOGGER.log(Level.WARNING, "Cannot read the plan in " + file, e);
                }
            });
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot list the plans in " + directory, e);
        }
        plans.sort(Comparator.comparingLong(StoredPlan::started).thenComparing(StoredPlan::id));
        return plans;
    }

    private static String write(StoredPlan plan) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
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
            json.writeEndObject();
        }
        return text.toString();
    }

    private static StoredPlan read(String text) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("A stored plan is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        String summary = fields.get("summary");
        PlanSummary plan = summary == null ? null : ChangeJson.readSummary(summary);
        return new StoredPlan(text(fields, "id"), text(fields, "name"), text(fields, "stack"),
                text(fields, "workspace"), text(fields, "tool"), text(fields, "toolVersion"), text(fields, "node"),
                number(fields, "started"), number(fields, "duration"), Boolean.parseBoolean(text(fields, "changes")), (int) number(fields, "refreshed"),
                text(fields, "digest"), text(fields, "kind"),
                text(fields, "failure"), plan);
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static long number(Map<String, String> fields, String name) throws IOException {
        try {
            return Long.parseLong(fields.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            throw new IOException("The field " + name + " of a stored plan is no number: " + fields.get(name), e);
        }
    }
}
