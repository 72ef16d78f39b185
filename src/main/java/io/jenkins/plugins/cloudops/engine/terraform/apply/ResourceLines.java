package io.jenkins.plugins.cloudops.engine.terraform.apply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What became of every resource as our own JSON, which is kept with builds: one object a line, in UTF-8. Give it a
 * compressing stream; closing it closes the stream. What is empty or zero is left out; reading ignores unknown members.
 *
 * <pre>{"address", "deposed", "action": {@link Action#word()}, "outcome": {@link Outcome#word()}, "millis", "problem"}</pre>
 */
public final class ResourceLines implements ResourceSink, Closeable {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final Redactor redactor;

    /** @param redactor takes secrets out of the problems, which are texts of providers and provisioners */
    public ResourceLines(OutputStream out, Redactor redactor) throws IOException {
        this.json = JSON.createGenerator(out).setRootValueSeparator(null);
        this.redactor = redactor;
    }

    @Override
    public void resource(ResourceOutcome plain) throws IOException {
        ResourceOutcome resource = plain.redacted(redactor);
        json.writeStartObject();
        json.writeStringField("address", resource.address());
        write("deposed", resource.deposed());
        json.writeStringField("action", resource.action().word());
        json.writeStringField("outcome", resource.outcome().word());
        if (resource.millis() != 0) {
            json.writeNumberField("millis", resource.millis());
        }
        write("problem", resource.problem());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void write(String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    /** @throws IOException when the line is not one of these */
    public static ResourceOutcome read(String line) throws IOException {
        JsonTape tape = new JsonTape();
        try (JsonParser parser = JSON.createParser(line)) {
            int root = parser.nextToken() == null ? JsonTape.NONE : tape.copy(parser);
            return new ResourceOutcome(
                    tape.text(tape.field(root, "address")),
                    tape.text(tape.field(root, "deposed")),
                    action(tape.text(tape.field(root, "action"))),
                    outcome(tape.text(tape.field(root, "outcome"))),
                    tape.number(tape.field(root, "millis"), 0),
                    tape.text(tape.field(root, "problem")));
        } catch (JsonProcessingException e) {
            throw new IOException("The stored outcome of a resource is not readable: its JSON is broken.", e);
        }
    }

    private static Action action(String word) throws IOException {
        for (Action action : Action.values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        throw new IOException("The stored outcome of a resource is not readable: its action is \"" + word + "\".");
    }

    private static Outcome outcome(String word) throws IOException {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        throw new IOException("The stored outcome of a resource is not readable: its outcome is \"" + word + "\".");
    }
}
