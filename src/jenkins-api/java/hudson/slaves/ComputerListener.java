package hudson.slaves;

import hudson.model.Computer;
import hudson.model.TaskListener;
import java.io.IOException;

/** Is told what happens to computers. Declared: that one came online. */
public abstract class ComputerListener {

    protected ComputerListener() {
    }

    /** @param listener the log of the agent */
    public void onOnline(Computer computer, TaskListener listener) throws IOException, InterruptedException {
        // Up to whoever extends it.
    }
}
