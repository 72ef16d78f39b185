package io.jenkins.plugins.cloudops.engine.terraform.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Severity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Snippet;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Reasons;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads the lines of the {@code -json} stream. Nothing that a line can hold makes it throw: what is not an object with a
 * type is {@link Event.Text}; of an event that is cut off only the part before its first nested object. Thread-safe.
 */
public final class EventReader {

    /*
     * A line can carry a state of any size ("Emergency state dump"), and must still be recognised, so that it is not
     * printed as text. The line is in memory already, so its length is no new danger.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String EVENT = "{\"@";
    /* Members are sorted, so that this one stands before all that is nested; in a text its quotes would be escaped. */
    private static final String TIMESTAMP = "\"@timestamp\":\"";

    private static final String UTC = "2026-11-20T20:51:41.676641Z";

    /** The {@link #millis} of a line that has none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private EventReader() {}

    /** @param line without its line break */
    public static Event read(String line) {
        if (!line.startsWith("{")) {
            return new Event.Text(line);
        }
        JsonTape tape = new JsonTape();
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            int root = tape.copy(parser);
            if (parser.nextToken() == null && tape.isString(tape.field(root, "type"))) {
                return new Fields(tape, root).event();
            }
        } catch (IOException e) {
            return new Event.Text(line.startsWith(EVENT) ? head(line) : line);
        }
        return new Event.Text(line);
    }

    /**
     * When the event was, in milliseconds since 1970; {@link #NO_TIME} if the line does not say. Events of operations that
     * run at the same time can stand in another order.
     */
    public static long millis(String line) {
        int start = line.startsWith(EVENT) ? line.indexOf(TIMESTAMP) + TIMESTAMP.length() : 0;
        int end = line.indexOf('"', start);
        if (start < TIMESTAMP.length() || end < 0) {
            return NO_TIME;
        }
        try {
            return end == start + UTC.length() && line.charAt(end - 1) == 'Z'
                    ? utc(line, start)
                    : OffsetDateTime.parse(line.substring(start, end)).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return NO_TIME;
        }
    }

    /* The form that is usual, in a tenth of the time that a parser of all forms takes. */
    private static long utc(String line, int start) {
        long day = LocalDate.of(digits(line, start, 4), digits(line, start + 5, 2), digits(line, start + 8, 2)).toEpochDay();
        int seconds = digits(line, start + 11, 2) * 3600 + digits(line, start + 14, 2) * 60 + digits(line, start + 17, 2);
        return (day * 86_400 + seconds) * 1000 + digits(line, start + 20, 3);
    }

    private static int digits(String line, int start, int count) {
        int number = 0;
        for (int i = start; i < start + count; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                throw new DateTimeException("not a digit");
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    /**
     * The diagnostics of a document that has a list of them, as {@code validate -json} prints it.
     *
     * @throws IOException when it is no JSON object with a list {@code diagnostics}; without a piece of it
     */
    public static List<Diagnostic> diagnostics(String document) throws IOException {
        JsonTape tape = new JsonTape();
        try (JsonParser parser = JSON.createParser(document)) {
            int root = parser.nextToken() == null ? JsonTape.NONE : tape.copy(parser);
            int list = tape.isObject(root) ? tape.field(root, "diagnostics") : JsonTape.NONE;
            if (tape.isArray(list)) {
                List<Diagnostic> found = new ArrayList<>();
                for (int each = tape.first(list); each != JsonTape.NONE; each = tape.next(list, each)) {
                    found.add(new Fields(tape, each).diagnostic());
                }
                return found;
            }
        } catch (JsonProcessingException notJson) {
            // Its message quotes the document.
        }
        throw new IOException("The output has no list of diagnostics.");
    }

    /* An event that is cut off can be a state that is cut off: nothing that is nested in it may be taken for output. */
    private static String head(String line) {
        int nested = line.indexOf('{', 1);
        return nested < 0 ? line : line.substring(0, nested) + "…";
    }

    /** One object of a line. */
    private record Fields(JsonTape tape, int node) {

        Event event() {
            Fields hook = in("hook");
            Fields change = in("change");
            return switch (text("type")) {
                case "version" -> new Event.Version(text("terraform").isEmpty() ? text("tofu") : text("terraform"), text("ui"));
                case "diagnostic" -> new Event.Diagnosed(in("diagnostic").diagnostic());
                case "planned_change" -> new Event.PlannedChange(
                        change.address(), change.action(), Reasons.words(change.text("reason")));
                case "resource_drift" -> new Event.Drifted(change.address(), change.action());
                case "refresh_start" -> new Event.RefreshStarted(hook.address());
                case "refresh_complete" -> new Event.RefreshCompleted(hook.address());
                case "apply_start" -> new Event.ApplyStarted(hook.address(), hook.action());
                case "apply_progress" -> new Event.ApplyProgressed(hook.address(), hook.action(), hook.elapsed());
                case "apply_complete" -> new Event.ApplyCompleted(hook.address(), hook.action(), hook.elapsed());
                case "apply_errored" -> new Event.ApplyErrored(hook.address(), hook.action(), hook.elapsed());
                case "change_summary" -> in("changes").summary();
                case "outputs" -> in("outputs").outputs();
                case "provision_progress" -> new Event.Provisioned(hook.address(), hook.text("provisioner"), hook.text("output"));
                case "state_lock_acquire" -> new Event.LockWait(text("@message"));
                case "log" -> new Event.Other(logType(), text("@message"));
                default -> new Event.Other(text("type"), text("@message"));
            };
        }

        private String logType() {
            String level = text("@level");
            return level.equals("warn") || level.equals("error") ? "log." + level : "log";
        }

        private String address() {
            return in("resource").text("addr");
        }

        private Action action() {
            return Action.ofEvent(text("action"));
        }

        private long elapsed() {
            return number("elapsed_seconds");
        }

        private Event summary() {
            return new Event.Summary(
                    (int) number("add"), (int) number("change"), (int) number("remove"), (int) number("import"), text("operation"));
        }

        private Event outputs() {
            LinkedHashMap<String, Object> values = new LinkedHashMap<>();
            List<String> sensitive = new ArrayList<>();
            for (int output = tape.first(node); output != JsonTape.NONE; output = tape.next(node, output)) {
                int value = tape.field(output, "value");
                if (tape.isTrue(tape.field(output, "sensitive"))) {
                    sensitive.add(String.valueOf(tape.name(output)));
                } else if (value != JsonTape.NONE) {
                    values.put(String.valueOf(tape.name(output)), PlainValue.of(tape, value));
                }
            }
            return new Event.Outputs(values, sensitive);
        }

        private Diagnostic diagnostic() {
            Fields range = in("range");
            return new Diagnostic(
                    text("severity").equals("warning") ? Severity.WARNING : Severity.ERROR,
                    text("summary"),
                    text("detail"),
                    text("address"),
                    range.text("filename"),
                    (int) range.in("start").number("line"),
                    in("snippet").snippet());
        }

        private Snippet snippet() {
            if (!tape.isObject(node)) {
                return Snippet.NONE;
            }
            List<String> values = new ArrayList<>();
            int list = tape.field(node, "values");
            for (int value = tape.first(list); value != JsonTape.NONE; value = tape.next(list, value)) {
                Fields fields = new Fields(tape, value);
                values.add(fields.text("traversal") + " " + fields.text("statement"));
            }
            return new Snippet(text("code"), (int) number("start_line"), text("context"), values);
        }

        private Fields in(String name) {
            return new Fields(tape, tape.field(node, name));
        }

        private String text(String name) {
            return tape.text(tape.field(node, name));
        }

        private long number(String name) {
            return tape.number(tape.field(node, name), 0);
        }
    }
}
