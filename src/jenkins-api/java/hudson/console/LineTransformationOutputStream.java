package hudson.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Hands on what is written to it by lines. Declared: that, to another stream. */
public abstract class LineTransformationOutputStream extends OutputStream {

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** @param length of the line, with its end if it has one */
    protected abstract void eol(byte[] b, int length) throws IOException;

    @Override
    public void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            end();
        }
    }

    private void end() throws IOException {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (bytes.length > 0) {
            eol(bytes, bytes.length);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        end();
    }

    /** Writes to another stream. */
    public abstract static class Delegating extends LineTransformationOutputStream {

        protected final OutputStream out;

        protected Delegating(OutputStream out) {
            this.out = out;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            super.close();
            out.close();
        }
    }
}
