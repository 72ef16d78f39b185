package io.jenkins.plugins.cloudops.engine.redact;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Takes secrets out of UTF-8 text that is written to it, wherever the writes cut it, and passes the rest on. What it
 * writes in all does not depend on these cuts, and is what {@link SensitiveValues#redact} makes of the whole.
 *
 * <p>It has a buffer of 64 KiB, and another one of up to that size for what is on its way out. What may be the beginning of a
 * secret, at most some 16 KiB and mostly a few bytes, stays here until more comes, also after {@link #flush};
 * {@link #finish} and {@link #close} end the text. No character is split by a mask. Values that become
 * known on the way are masked from then on. As thread-safe as the stream below.
 */
public final class RedactingOutputStream extends FilterOutputStream {

    private final SensitiveValues values;
    private final Masking masking;
    private boolean closed;

    public RedactingOutputStream(OutputStream out, SensitiveValues values) {
        super(Objects.requireNonNull(out, "out"));
        this.values = Objects.requireNonNull(values, "values");
        this.masking = new Masking(out, Integer.MAX_VALUE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (closed) {
            throw new IOException("The stream is closed.");
        }
        values.feed(masking, bytes, offset, count);
    }

    /** Writes what was held back, and leaves the stream below open. What is written afterwards is another text. */
    public void finish() throws IOException {
        values.end(masking);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (OutputStream below = out) {
                values.end(masking);
                below.flush();
            }
        }
    }
}
