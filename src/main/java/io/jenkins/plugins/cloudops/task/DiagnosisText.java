package io.jenkins.plugins.cloudops.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** A diagnosis as Markdown and as JSON. */
public final class DiagnosisText {

    private DiagnosisText() {
    }

    /**
     * One JSON object: {@code build}, {@code url}, {@code traceId}, {@code result}, {@code commit}; {@code failures}, each with
     * {@code operation}, {@code command}, {@code kind}, {@code sentence}, {@code help}, {@code facts} (an object of texts), {@code resources} (each
     * with {@code address}, {@code action}, {@code sentence}) and {@code reproduce} (commands); {@code incidents}, each with
     * {@code scenario}, {@code target}, {@code environment}.
     */
    public static String json(Diagnosis diagnosis) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            write(json, DiagnosisTask.map(diagnosis));
        } catch (IOException e) {
            throw new IllegalStateException("writing to a text does not fail", e);
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                json.writeFieldName(field.getKey().toString());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    /** For a ticket or a chat. What a CLI said stands in blocks of code, where it is nothing but text. */
    public static String markdown(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder("# ").append(plain(diagnosis.build())).append(": ").append(diagnosis.result()).append("\n\n");
        item(text, "Trace ID", diagnosis.traceId());
        item(text, "Commit", diagnosis.commit());
        item(text, "Build", diagnosis.url());
        for (Diagnosis.Incident incident : diagnosis.incidents()) {
            item(text, "Broken on purpose meanwhile", incident.scenario() + " at " + incident.target());
        }
        for (Diagnosis.Failure failure : diagnosis.failures()) {
            text.append("\n## ").append(plain(failure.operation())).append(" failed: ").append(plain(failure.kind())).append("\n\n");
            item(text, "Command", failure.command());
            if (!failure.command().isEmpty()) {
                text.append('\n');
            }
            block(text, failure.sentence());
            if (!failure.help().isEmpty()) {
                text.append(failure.help()).append("\n\n");
            }
            failure.facts().forEach((name, value) -> item(text, name, value));
            for (Diagnosis.Resource resource : failure.resources()) {
                item(text, resource.action(), resource.address());
                if (!resource.sentence().isEmpty()) {
                    text.append('\n');
                    block(text, resource.sentence());
                }
            }
            if (!failure.reproduce().isEmpty()) {
                text.append("\nTo see it again, without changing anything:\n\n");
                block(text, String.join("\n", failure.reproduce()));
            }
        }
        return text.toString();
    }

    private static void item(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("- ").append(plain(name)).append(": ").append(code(value)).append('\n');
        }
    }

    /** A fence that is longer than any in the text. */
    private static void block(StringBuilder text, String content) {
        String fence = "```";
        while (content.contains(fence)) {
            fence += "`";
        }
        text.append(fence).append('\n').append(content.stripTrailing()).append('\n').append(fence).append("\n\n");
    }

    private static String code(String value) {
        String line = value.replaceAll("\\s+", " ").strip();
        String quote = "`";
        while (line.contains(quote)) {
            quote += "`";
        }
        return quote.length() == 1 ? quote + line + quote : quote + " " + line + " " + quote;
    }

    /** A heading has one line, and nothing in it is markup. */
    private static String plain(String value) {
        return value.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|!@])", "\\\\$1");
    }
}
