package hudson.console;

import hudson.model.Run;
import java.io.IOException;
import java.io.OutputStream;

/** Changes what is written to the log of a build. Declared: that. */
public abstract class ConsoleLogFilter {

    public OutputStream decorateLogger(Run build, OutputStream logger) throws IOException, InterruptedException {
        return logger;
    }
}
