package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonGenerator;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import io.jenkins.plugins.cloudops.engine.terraform.LineList;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ResourceLines;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ResourceOutcome;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeFilter;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ResourceAddress;
import io.jenkins.plugins.cloudops.store.StoredApply.Approval;
import io.jenkins.plugins.cloudops.store.StoredApply.Outcome;
import io.jenkins.plugins.cloudops.store.StoredApply.Place;
import io.jenkins.plugins.cloudops.store.StoredApply.Plan;
import io.jenkins.plugins.cloudops.store.StoredApply.Resource;
import io.jenkins.plugins.cloudops.store.StoredApply.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The applies of one build, in {@code cloudops/applies} of its directory: for each {@code ID.json}, one JSON
 * object with the fields of {@link StoredApply} and of its {@code plan}, {@code place} and {@code result} side by
 * side, and {@code ID.resources.jsonl.gz} with all resources, one JSON object a line. Unknown fields are
 * skipped.
 */
public final class ApplyStore {

    private final Path directory;
    private final JsonFiles<StoredApply> files;

    private ApplyStore(Path directory) {
        this.directory = directory;
        files = new JsonFiles<>(directory, "the apply", ApplyStore::read, ApplyStore::write);
    }

    public static ApplyStore of(Run<?, ?> build) {
        return new ApplyStore(build.getRootDir().toPath().resolve("cloudops/applies"));
    }

    /** Whether the build has any apply. Quick, since every view of a build asks. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Keeps an apply; one with the same id is replaced. */
    public void save(StoredApply apply) throws IOException {
        files.save(apply.id(), apply);
    }

    /** Copies the list of all resources from the agent. */
    public void saveResources(String id, FilePath resources) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        resources.copyTo(new FilePath(directory.resolve(id + ".resources.jsonl.gz").toFile()));
    }

    /**
     * Some resources of an apply: first what went wrong, then what was done, in each the destructive ones first.
     *
     * @param start how many that match to leave out
     * @param limit how many to read at most
     * @throws IOException if its list is not there or not readable; the apply itself knows some
     */
    public LineList<ResourceOutcome> resources(String id, ChangeFilter filter, int start, int limit) throws IOException {
        if (!JsonFiles.isId(id)) {
            throw new NoSuchFileException(id);
        }
        Path file = directory.resolve(id + ".resources.jsonl.gz");
        return LineList.read(() -> new GZIPInputStream(Files.newInputStream(file), 64 << 10), line -> group(ResourceLines.read(line), filter),
                ResourceLines::read, start, limit);
    }

    private static int group(ResourceOutcome resource, ChangeFilter filter) {
        ResourceAddress address = ResourceAddress.of(resource.address());
        return filter.matches(resource.address(), address.type(), address.module(), resource.action())
                ? resource.outcome().ordinal() * Action.values().length + resource.action().ordinal() : -1;
    }

    /** The apply with this id, or null. */
    public StoredApply get(String id) throws IOException {
        return files.get(id);
    }

    /** All applies, the earliest first. One that cannot be read is left out and named in Jenkins's log. */
    public List<StoredApply> list() {
        return files.list(Comparator.comparingLong(StoredApply::started).thenComparing(StoredApply::id));
    }

    private static void write(JsonGenerator json, StoredApply apply) throws IOException {
        json.writeStringField("id", apply.id());
        json.writeStringField("planId", apply.plan().id());
        json.writeStringField("planBuild", apply.plan().build());
        json.writeStringField("digest", apply.plan().digest());
        json.writeStringField("name", apply.place().name());
        json.writeStringField("stack", apply.place().stack());
        json.writeStringField("workspace", apply.place().workspace());
        json.writeStringField("tool", apply.place().tool());
        json.writeStringField("toolVersion", apply.place().toolVersion());
        json.writeStringField("node", apply.place().node());
        json.writeNumberField("started", apply.started());
        json.writeNumberField("duration", apply.duration());
        json.writeStringField("outcome", apply.result().outcome().name().toLowerCase(Locale.ROOT));
        json.writeStringField("kind", apply.result().kind());
        json.writeStringField("failure", apply.result().failure());
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Integer> count : apply.result().counts().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("resources");
        for (Resource resource : apply.resources()) {
            json.writeStartObject();
            json.writeStringField("address", resource.address());
            json.writeStringField("action", resource.action());
            json.writeStringField("outcome", resource.outcome());
            json.writeNumberField("millis", resource.millis());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("omitted", apply.omitted());
        json.writeStringField("outputs", apply.outputs());
        json.writeArrayFieldStart("sensitiveOutputs");
        for (String name : apply.sensitiveOutputs()) {
            json.writeString(name);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("approvals");
        for (Approval approval : apply.approvals()) {
            json.writeStartObject();
            json.writeStringField("user", approval.user());
            json.writeNumberField("time", approval.time());
            json.writeStringField("digest", approval.digest());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("stateKey", apply.stateKey());
        json.writeBooleanField("errored", apply.errored());
        json.writeBooleanField("recovered", apply.recovered());
        json.writeStringField("confirmedBy", apply.confirmedBy());
    }

    private static StoredApply read(JsonObject json) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String name : json.map("counts").keySet()) {
            counts.put(name, (int) json.object("counts").number(name));
        }
        List<Resource> resources = new ArrayList<>();
        for (JsonObject resource : json.objects("resources")) {
            resources.add(new Resource(resource.text("address"), resource.text("action"), resource.text("outcome"), resource.number("millis")));
        }
        List<Approval> approvals = new ArrayList<>();
        for (JsonObject approval : json.objects("approvals")) {
            approvals.add(new Approval(approval.text("user"), approval.number("time"), approval.text("digest")));
        }
        return new StoredApply(json.text("id"),
                new Plan(json.text("planId"), json.text("planBuild"), json.text("digest")),
                new Place(json.text("name"), json.text("stack"), json.text("workspace"), json.text("tool"), json.text("toolVersion"), json.text("node")),
                json.number("started"), json.number("duration"),
                new Result(outcome(json.text("outcome")), json.text("kind"), json.text("failure"), counts),
                resources, (int) json.number("omitted"), json.text("outputs"), json.list("sensitiveOutputs"), approvals,
                json.text("stateKey"), json.flag("errored"), json.flag("recovered"), json.text("confirmedBy"));
    }

    private static Outcome outcome(String word) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().toLowerCase(Locale.ROOT).equals(word)) {
                return outcome;
            }
        }
        return Outcome.UNKNOWN;
    }
}
