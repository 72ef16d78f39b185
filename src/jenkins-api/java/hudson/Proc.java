package hudson;

import java.io.IOException;

/** A process that was started. Declared: waiting for its end. */
public abstract class Proc {

    protected Proc() {
    }

    public abstract int join() throws IOException, InterruptedException;
}
