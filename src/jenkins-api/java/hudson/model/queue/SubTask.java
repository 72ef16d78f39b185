package hudson.model.queue;

import hudson.model.Label;
import hudson.model.Queue;
import java.io.IOException;

/** A part of what waits to be built. Declared: where it can be built, and building it. */
public interface SubTask {

    String getDisplayName();

    default Label getAssignedLabel() {
        return null;
    }

    Queue.Executable createExecutable() throws IOException;
}
