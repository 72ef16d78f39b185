package io.jenkins.plugins.cloudops.canary;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.rules.ExternalResource;

/** All that goes to Jenkins's own log, with the traces of exceptions. */
final class WholeLog extends ExternalResource {

    private final StringWriter text = new StringWriter();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            PrintWriter out = new PrintWriter(text);
            out.println(entry.getMessage() + " " + Arrays.toString(entry.getParameters()));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(out);
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @Override
    protected void before() {
        Logger.getLogger("").addHandler(handler);
    }

    @Override
    protected void after() {
        Logger.getLogger("").removeHandler(handler);
    }

    String text() {
        return text.toString();
    }
}
