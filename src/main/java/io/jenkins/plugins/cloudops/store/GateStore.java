package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonGenerator;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Entry;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Finding;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the plans and applies of one build stood against the gates, in {@code cloudops/gates} of its directory: for each
 * {@code ID.json}, one JSON object with the fields of {@link StoredGates}, of its report and of its override. Unknown fields
 * are skipped.
 */
public final class GateStore {

    private final JsonFiles<StoredGates> files;

    private GateStore(JsonFiles<StoredGates> files) {
        this.files = files;
    }

    public static GateStore of(Run<?, ?> build) {
        return new GateStore(new JsonFiles<>(build.getRootDir().toPath().resolve("cloudops/gates"), "the gates of",
                GateStore::read, GateStore::write));
    }

    /** What was found of one plan or apply replaces what was found of it before. */
    public void save(StoredGates gates) throws IOException {
        files.save(gates.id(), gates);
    }

    /** @return {@link StoredGates#NONE} if there were none */
    public StoredGates get(String id) throws IOException {
        StoredGates gates = files.get(id);
        return gates == null ? StoredGates.NONE : gates;
    }

    private static void write(JsonGenerator json, StoredGates gates) throws IOException {
        json.writeStringField("id", gates.id());
        json.writeStringField("inForce", gates.inForce());
        write(json, "broken", gates.report().broken());
        write(json, "warnings", gates.report().warnings());
        json.writeStringField("user", gates.override().user());
        json.writeStringField("reason", gates.override().reason());
        json.writeNumberField("time", gates.override().time());
    }

    private static void write(JsonGenerator json, String name, List<Finding> findings) throws IOException {
        json.writeArrayFieldStart(name);
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("rule", finding.rule().name().toLowerCase(Locale.ROOT));
            json.writeStringField("setting", finding.setting());
            json.writeNumberField("total", finding.total());
            json.writeArrayFieldStart("listed");
            for (Entry entry : finding.listed()) {
                json.writeStartObject();
                json.writeStringField("address", entry.address());
                json.writeStringField("what", entry.what());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static StoredGates read(JsonObject json) throws IOException {
        return new StoredGates(json.text("id"), json.text("inForce"), new GateReport(findings(json, "broken"), findings(json, "warnings")),
                new StoredGates.Override(json.text("user"), json.text("reason"), json.number("time")));
    }

    private static List<Finding> findings(JsonObject json, String name) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (JsonObject finding : json.objects(name)) {
            List<Entry> listed = finding.objects("listed").stream()
                    .map(entry -> new Entry(entry.text("address"), entry.text("what"))).toList();
            findings.add(new Finding(rule(finding.text("rule")), finding.text("setting"), (int) finding.number("total"), listed));
        }
        return findings;
    }

    private static Rule rule(String word) throws IOException {
        for (Rule rule : Rule.values()) {
            if (rule.name().toLowerCase(Locale.ROOT).equals(word)) {
                return rule;
            }
        }
        throw new IOException("There is no rule " + word);
    }
}
