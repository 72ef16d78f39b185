package io.jenkins.plugins.cloudops.engine.terraform.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;

/**
 * Keeps what a {@link Watch} sees of a plan, one JSON object a line in UTF-8, to show it to another one later: give it a
 * compressing stream. Closing it closes the stream. There are no values in it, but addresses as they are, which can have a
 * secret in a key.
 */
public final class ActionLines implements Watch, Closeable {

    private final JsonGenerator json;

    public ActionLines(OutputStream out) throws IOException {
        json = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
    }

    @Override
    public void change(String address, String type, Change.Mode mode, Action action, Tags tags) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", address);
        json.writeStringField("type", type);
        json.writeStringField("mode", mode.name().toLowerCase(Locale.ROOT));
        json.writeStringField("action", action.word());
        if (tags.there()) {
            list("tags", tags.names());
            list("unknownTags", tags.unknownNames());
            json.writeBooleanField("unknown", tags.unknown());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void list(String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    /**
     * Shows what was kept, in that order.
     *
     * @throws IOException if it is cut off or was not written by this class: what is left out could be what matters
     */
    public static void read(InputStream in, Watch watch) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonObject json = JsonObject.read(line);
            Action action = Action.ofWord(json.text("action"), null);
            if (action == null || json.text("address").isEmpty()) {
                throw new IOException("It does not say what is done to a resource");
            }
            Tags tags = json.has("tags") ? new Tags(true, new HashSet<>(json.list("tags")), new HashSet<>(json.list("unknownTags")),
                    json.flag("unknown")) : Tags.NONE;
            watch.change(json.text("address"), json.text("type"),
                    json.text("mode").equals("data") ? Change.Mode.DATA : Change.Mode.MANAGED, action, tags);
        }
    }
}
