package io.jenkins.plugins.cloudops.harness;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.rules.ExternalResource;

/** Fails tests during which this plugin logs a warning, or anything worse, in Jenkins's own log. */
public final class QuietLog extends ExternalResource {

    /** Kept, since loggers are collected when nobody refers to them. */
    private final Logger logger = Logger.getLogger("io.jenkins.plugins.cloudops");
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(entry.getLoggerName() + ": " + entry.getMessage() + " " + entry.getThrown());
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
        logger.addHandler(handler);
    }

    @Override
    protected void after() {
        logger.removeHandler(handler);
        assertEquals("warnings in Jenkins's log", List.of(), warnings);
    }
}
