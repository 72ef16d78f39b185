package io.jenkins.plugins.cloudops.steps;

import hudson.console.ConsoleLogFilter;
import hudson.console.LineTransformationOutputStream;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;

/** Masks secrets in the log of a block, line by line. Saved with a pipeline, the values are encrypted. */
final class SecretFilter extends ConsoleLogFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Secret> values;

    SecretFilter(Collection<Secret> values) {
        this.values = new ArrayList<>(values);
    }

    @Override
    public OutputStream decorateLogger(Run build, OutputStream logger) {
        SensitiveValues known = new SensitiveValues();
        values.forEach(value -> known.addBound(value.getPlainText()));
        return new Lines(logger, known);
    }

    /** A line is written when it is complete, so nothing is held back when nobody closes the stream. */
    private static final class Lines extends LineTransformationOutputStream.Delegating {

        private final Redactor redactor;

        Lines(OutputStream out, Redactor redactor) {
            super(out);
            this.redactor = redactor;
        }

        @Override
        protected void eol(byte[] bytes, int length) throws IOException {
            out.write(redactor.redact(new String(bytes, 0, length, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }
    }
}
