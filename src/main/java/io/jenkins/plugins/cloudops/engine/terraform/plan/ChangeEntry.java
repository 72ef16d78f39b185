package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape.NONE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One entry of {@code resource_changes} or {@code resource_drift}, or the change of an output. Its scalars are read at
 * once, its values put on the tape, to be looked at only if the change is wanted.
 */
final class ChangeEntry {

    private static final List<String> NO_OP = List.of(Action.NO_OP.word());

    /* Nothing about the object itself changes, only who knows of it, and by which name. */
    private static final Set<Action> STAYS = EnumSet.of(Action.FORGET, Action.IMPORT, Action.MOVE);

    private final JsonParser parser;
    private final JsonTape tape;
    private final List<String> actions = new ArrayList<>(2);
    private String address = "";
    private String type = "";
    private String module = "";
    private String mode = "";
    private String reason = "";
    private String movedFrom = "";
    private String deposed = "";
    private boolean importing;
    private int before = NONE;
    private int after = NONE;
    private int unknown = NONE;
    private int beforeMarks = NONE;
    private int afterMarks = NONE;
    private int replacePaths = NONE;

    ChangeEntry(JsonParser parser, JsonTape tape) {
        this.parser = parser;
        this.tape = tape;
    }

    void read() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("change")) {
                readChange();
            } else if (token != JsonToken.VALUE_STRING) {
                parser.skipChildren();
            } else {
                text(name);
            }
        }
    }

    void readChange() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "actions" -> actions(token);
                case "before" -> before = tape.copy(parser);
                case "before_sensitive" -> beforeMarks = tape.copy(parser);
                case "after" -> after = copyUnlessNoOp();
                case "after_unknown" -> unknown = copyUnlessNoOp();
                case "after_sensitive" -> afterMarks = tape.copy(parser);
                case "replace_paths" -> replacePaths = copyUnlessNoOp();
                case "importing" -> {
                    importing = token != JsonToken.VALUE_NULL;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
    }

    Action action() throws PlanFormatException {
        try {
            return Action.of(actions, importing, !movedFrom.isEmpty());
        } catch (IllegalArgumentException e) {
            throw new PlanFormatException(
                    "The plan's JSON has a change with the actions " + AttributeText.quote(String.join(",", actions))
                            + (address.isEmpty() ? "" : " for " + AttributeText.quote(address))
                            + ", which this version of the plugin does not know. Update the plugin.",
                    e);
        }
    }

    /** Of what stays as it is, the values are looked at too: they may come up in another resource. */
    void collect(SensitiveValues into) {
        Marks.collect(tape, before, beforeMarks, into);
        Marks.collect(tape, after == NONE ? before : after, afterMarks, into);
    }

    Change change(Redactor redactor) throws PlanFormatException {
        Action action = action();
        AttributeDiff diff = new AttributeDiff(tape, replacePaths, redactor);
        if (!STAYS.contains(action)) {
            diff.walk(before, after, unknown, new Marks(tape, beforeMarks, afterMarks));
        }
        return new Change(
                address,
                type,
                module,
                mode(),
                action,
                reason(action),
                movedFrom,
                importing,
                deposed,
                diff.found(),
                diff.omitted());
    }

    void show(Action action, Watch watch) throws IOException {
        watch.change(address, type, mode(), action, Tags.of(tape, after, unknown));
    }

    OutputChange output(String name, Redactor redactor) throws PlanFormatException {
        AttributeText text = new AttributeText(tape, redactor);
        Marks marks = new Marks(tape, beforeMarks, afterMarks);
        Action action = action();
        String old = action == Action.CREATE ? "" : text.of(before, marks);
        String fresh = action == Action.DELETE ? "" : text.of(after, marks);
        if (tape.isTrue(unknown) && !marks.sensitive()) {
            fresh = AttributeChange.KNOWN_AFTER_APPLY;
        } else if (tape.isString(before) && tape.isString(after) && !marks.sensitive()) {
            String[] both = text.ofStrings(before, after);
            old = both[0];
            fresh = both[1];
        }
        return new OutputChange(name, action, old, fresh);
    }

    private Change.Mode mode() {
        return mode.equals("data") ? Change.Mode.DATA : Change.Mode.MANAGED;
    }

    private void text(String name) throws IOException {
        switch (name) {
            case "address" -> address = parser.getText();
            case "type" -> type = parser.getText();
            case "module_address" -> module = parser.getText();
            case "mode" -> mode = parser.getText();
            case "action_reason" -> reason = parser.getText();
            case "previous_address" -> movedFrom = parser.getText();
            case "deposed" -> deposed = parser.getText();
            default -> {}
        }
    }

    private void actions(JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            actions.add(parser.getValueAsString(""));
            parser.skipChildren();
        }
    }

    /* Of a no-op, after is before once more. Terraform and OpenTofu write the actions first. */
    private int copyUnlessNoOp() throws IOException {
        if (actions.equals(NO_OP)) {
            parser.skipChildren();
            return NONE;
        }
        return tape.copy(parser);
    }

    private String reason(Action action) {
        String words = Reasons.words(reason);
        if (action != Action.REPLACE) {
            return words;
        }
        String order = actions.contains("forget")
                ? "the old object is forgotten, not destroyed"
                : actions.get(0).equals("create") ? "the new object is created first" : "";
        return words.isEmpty() || order.isEmpty() ? words + order : words + "; " + order;
    }
}
