package io.jenkins.plugins.cloudops.engine.terraform.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes changes as {@link ChangeJson}, one a line in UTF-8, as they come by: give it a compressing stream. Closing it
 * closes the stream.
 */
public final class ChangeLines implements Sink, Closeable {

    private final JsonGenerator json;

    public ChangeLines(OutputStream out) throws IOException {
        json = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
    }

    @Override
    public void change(Change change) throws IOException {
        ChangeJson.write(change, json);
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
