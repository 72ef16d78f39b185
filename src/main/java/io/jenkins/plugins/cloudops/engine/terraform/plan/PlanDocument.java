package io.jenkins.plugins.cloudops.engine.terraform.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One pass over a plan's JSON: goes through the members of the document and adds up the summary. */
final class PlanDocument {

    private static final String MAJOR = "1";

    private final JsonParser parser;
    private final SensitiveValues values;
    private final Sink sink;
    private final Watch watch;
    private final JsonTape tape = new JsonTape();
    private final RootVariables variables;
    private final TopChanges changes = new TopChanges(PlanSummary.MAX_CHANGES);
    private final TopChanges drifted = new TopChanges(PlanSummary.MAX_DRIFTED);
    private final List<OutputChange> outputs = new ArrayList<>();
    private int outputsChanged;
    private String formatVersion = "";
    private String toolVersion = "";
    private boolean errored;
    private Boolean complete;
    private Boolean applyable;

    PlanDocument(JsonParser parser, SensitiveValues values, Sink sink, Watch watch) {
        this.parser = parser;
        this.values = values;
        this.sink = sink;
        this.watch = watch;
        this.variables = new RootVariables(parser, tape, values);
    }

    PlanSummary read() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new PlanFormatException("The plan's JSON is empty; did \"show -json <plan file>\" fail?");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new PlanFormatException("This is not the JSON of a plan: it is not an object.");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            member(name);
            tape.clear();
        }
        if (formatVersion.isEmpty()) {
            throw new PlanFormatException(
                    "This is not the JSON of a plan: it has no format_version. It has to be what \"show -json <plan file>\" prints.");
        }
        if (parser.nextToken() != null) {
            throw new PlanFormatException("This is not the JSON of a plan: something follows after its end, at byte "
                    + PlanReader.at(parser) + ".");
        }
        return summary().redacted(values);
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "format_version" -> {
                formatVersion = text();
                requireMajor();
            }
            case "terraform_version" -> toolVersion = text();
            case "resource_changes" -> changes(changes, sink, watch);
            case "resource_drift" -> changes(drifted, Sink.none(), Watch.none());
            case "output_changes" -> Members.read(parser, this::output);
            case "variables" -> variables.values();
            case "configuration" -> variables.configuration();
            case "errored" -> errored = flag();
            case "complete" -> complete = flag();
            case "applyable" -> applyable = flag();
            case "values" -> throw new PlanFormatException(
                    "This is the JSON of a state, not of a plan: \"show -json\" needs the plan file as its argument.");
            default -> parser.skipChildren();
        }
    }

    private String text() throws IOException {
        String text = parser.getValueAsString("");
        parser.skipChildren();
        return text;
    }

    private boolean flag() throws IOException {
        boolean flag = parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        return flag;
    }

    private void requireMajor() throws PlanFormatException {
        if (!formatVersion.equals(MAJOR) && !formatVersion.startsWith(MAJOR + ".")) {
            throw new PlanFormatException("The plan's JSON has format version " + AttributeText.quote(formatVersion).replace("\"", "")
                    + "; this version of the plugin reads " + MAJOR
                    + ".x. Update the plugin, or use an older version of the tool.");
        }
    }

    private void changes(TopChanges kept, Sink each, Watch watch) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            tape.clear();
            ChangeEntry entry = new ChangeEntry(parser, tape);
            entry.read();
            Action action = entry.action();
            entry.collect(values);
            boolean keep = kept.count(action);
            if (action != Action.NO_OP && watch.wanted()) {
                entry.show(action, watch);
            }
            if (action != Action.NO_OP && (keep || each.wanted())) {
                Change change = entry.change(values);
                if (each.wanted()) {
                    each.change(change);
                }
                if (keep) {
                    kept.keep(change);
                }
            }
        }
    }

    private void output(String name) throws IOException {
        tape.clear();
        ChangeEntry entry = new ChangeEntry(parser, tape);
        entry.readChange();
        Action action = entry.action();
        entry.collect(values);
        if (action != Action.NO_OP) {
            outputsChanged++;
            if (outputs.size() < PlanSummary.MAX_OUTPUTS) {
                outputs.add(entry.output(name, values));
            }
        }
    }

    private PlanSummary summary() {
        Counts counts = changes.counts();
        boolean whole = complete != null ? complete : !errored;
        boolean worth = applyable != null ? applyable : !errored && (counts.total() > 0 || outputsChanged > 0);
        List<Change> listed = changes.sorted();
        return new PlanSummary(
                counts,
                outputsChanged,
                drifted.counts().total(),
                listed,
                counts.total() - listed.size(),
                drifted.sorted(),
                outputs,
                formatVersion,
                toolVersion,
                errored,
                whole,
                worth);
    }
}
