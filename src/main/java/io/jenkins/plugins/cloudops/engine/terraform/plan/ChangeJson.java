package io.jenkins.plugins.cloudops.engine.terraform.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.cloudops.engine.terraform.plan.AttributeChange.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Our own JSON of a {@link Change} and of a {@link PlanSummary}, which is kept with builds: one object on one line without
 * a line break. Names and words stay; new members may come, and reading ignores those that it does not know. What is
 * empty, false or zero is left out. Longer than most classes, because it is the one place that knows the names.
 *
 * <pre>
 * change:  {"address", "type", "module", "mode": "managed"|"data", "action": {@link Action#word()}, "reason", "movedFrom",
 *           "imported", "deposed", "attributes": [attribute], "attributesOmitted"}
 * attribute: {"path", "kind": "add"|"remove"|"change", "before", "after", "forcesReplacement"}
 * summary: {"schema": 1, "formatVersion", "toolVersion", "counts": {Action.word(): number}, "outputsChanged", "drift",
 *           "errored", "complete", "applyable", "changes": [change], "changesOmitted", "drifted": [change],
 *           "outputs": [{"name", "action", "before", "after"}]}
 * </pre>
 */
public final class ChangeJson {

    private static final int SCHEMA = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private ChangeJson() {}

    public static String write(Change change) {
        return written(json -> write(change, json));
    }

    public static String write(PlanSummary summary) {
        return written(json -> write(summary, json));
    }

    /** @throws IOException when the line is not the JSON of a change */
    public static Change readChange(String line) throws IOException {
        JsonTape tape = new JsonTape();
        return change(tape, parsed(tape, line, "change"));
    }

    /** @throws IOException when the line is not the JSON of a summary, or of a newer schema */
    public static PlanSummary readSummary(String line) throws IOException {
        JsonTape tape = new JsonTape();
        int root = parsed(tape, line, "plan summary");
        long schema = tape.number(tape.field(root, "schema"), 0);
        if (schema != SCHEMA) {
            throw new IOException("The stored plan summary has schema " + schema + "; this version of the plugin reads "
                    + SCHEMA + ".");
        }
        List<OutputChange> outputs = new ArrayList<>();
        int list = tape.field(root, "outputs");
        for (int output = tape.first(list); output != JsonTape.NONE; output = tape.next(list, output)) {
            outputs.add(new OutputChange(
                    text(tape, output, "name"),
                    Action.ofWord(text(tape, output, "action"), Action.UPDATE),
                    text(tape, output, "before"),
                    text(tape, output, "after")));
        }
        return new PlanSummary(
                counts(tape, tape.field(root, "counts")),
                number(tape, root, "outputsChanged"),
                number(tape, root, "drift"),
                changes(tape, tape.field(root, "changes")),
                number(tape, root, "changesOmitted"),
                changes(tape, tape.field(root, "drifted")),
                outputs,
                text(tape, root, "formatVersion"),
                text(tape, root, "toolVersion"),
                flag(tape, root, "errored"),
                flag(tape, root, "complete"),
                flag(tape, root, "applyable"));
    }

    static void write(Change change, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", change.address());
        write(json, "type", change.type());
        write(json, "module", change.module());
        json.writeStringField("mode", change.mode().name().toLowerCase(Locale.ROOT));
        json.writeStringField("action", change.action().word());
        write(json, "reason", change.reason());
        write(json, "movedFrom", change.movedFrom());
        write(json, "imported", change.imported());
        write(json, "deposed", change.deposed());
        if (!change.attributes().isEmpty()) {
            json.writeArrayFieldStart("attributes");
            for (AttributeChange attribute : change.attributes()) {
                json.writeStartObject();
                json.writeStringField("path", attribute.path());
                json.writeStringField("kind", attribute.kind().word());
                write(json, "before", attribute.before());
                write(json, "after", attribute.after());
                write(json, "forcesReplacement", attribute.forcesReplacement());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        write(json, "attributesOmitted", change.attributesOmitted());
        json.writeEndObject();
    }

    private static void write(PlanSummary summary, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", SCHEMA);
        json.writeStringField("formatVersion", summary.formatVersion());
        json.writeStringField("toolVersion", summary.toolVersion());
        json.writeObjectFieldStart("counts");
        for (Action action : Action.values()) {
            write(json, action.word(), summary.counts().of(action));
        }
        json.writeEndObject();
        write(json, "outputsChanged", summary.outputsChanged());
        write(json, "drift", summary.drift());
        write(json, "errored", summary.errored());
        write(json, "complete", summary.complete());
        write(json, "applyable", summary.applyable());
        write(json, "changes", summary.changes());
        write(json, "changesOmitted", summary.changesOmitted());
        write(json, "drifted", summary.drifted());
        json.writeArrayFieldStart("outputs");
        for (OutputChange output : summary.outputs()) {
            json.writeStartObject();
            json.writeStringField("name", output.name());
            json.writeStringField("action", output.action().word());
            write(json, "before", output.before());
            write(json, "after", output.after());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<Change> changes) throws IOException {
        json.writeArrayFieldStart(name);
        for (Change change : changes) {
            write(change, json);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static void write(JsonGenerator json, String name, boolean flag) throws IOException {
        if (flag) {
            json.writeBooleanField(name, true);
        }
    }

    private static void write(JsonGenerator json, String name, int number) throws IOException {
        if (number != 0) {
            json.writeNumberField(name, number);
        }
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String written(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static int parsed(JsonTape tape, String line, String what) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != null) {
                int root = tape.copy(parser);
                if (tape.isObject(root)) {
                    return root;
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("The stored " + what + " is not readable: its JSON is broken.", e);
        }
        throw new IOException("The stored " + what + " is not readable: it is not an object.");
    }

    private static List<Change> changes(JsonTape tape, int list) throws IOException {
        List<Change> changes = new ArrayList<>();
        for (int change = tape.first(list); change != JsonTape.NONE; change = tape.next(list, change)) {
            changes.add(change(tape, change));
        }
        return changes;
    }

    private static Change change(JsonTape tape, int change) throws IOException {
        Action action = Action.ofWord(text(tape, change, "action"), null);
        if (action == null) {
            throw new IOException("The stored change is not readable: its action is \"" + text(tape, change, "action") + "\".");
        }
        List<AttributeChange> attributes = new ArrayList<>();
        int list = tape.field(change, "attributes");
        for (int attribute = tape.first(list); attribute != JsonTape.NONE; attribute = tape.next(list, attribute)) {
            attributes.add(new AttributeChange(
                    text(tape, attribute, "path"),
                    kind(text(tape, attribute, "kind")),
                    text(tape, attribute, "before"),
                    text(tape, attribute, "after"),
                    flag(tape, attribute, "forcesReplacement")));
        }
        return new Change(
                text(tape, change, "address"),
                text(tape, change, "type"),
                text(tape, change, "module"),
                text(tape, change, "mode").equals("data") ? Change.Mode.DATA : Change.Mode.MANAGED,
                action,
                text(tape, change, "reason"),
                text(tape, change, "movedFrom"),
                flag(tape, change, "imported"),
                text(tape, change, "deposed"),
                attributes,
                number(tape, change, "attributesOmitted"));
    }

    private static Kind kind(String word) {
        return word.equals(Kind.ADD.word()) ? Kind.ADD : word.equals(Kind.REMOVE.word()) ? Kind.REMOVE : Kind.CHANGE;
    }

    private static Counts counts(JsonTape tape, int counts) {
        Map<Action, Integer> byAction = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            byAction.put(action, number(tape, counts, action.word()));
        }
        return Counts.of(byAction);
    }

    private static String text(JsonTape tape, int node, String name) {
        return tape.text(tape.field(node, name));
    }

    private static boolean flag(JsonTape tape, int node, String name) {
        return tape.isTrue(tape.field(node, name));
    }

    private static int number(JsonTape tape, int node, String name) {
        return (int) tape.number(tape.field(node, name), 0);
    }
}
