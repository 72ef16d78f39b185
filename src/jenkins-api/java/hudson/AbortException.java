package hudson;

import java.io.IOException;

/** Ends a build or step with a sentence instead of a stack trace. Declared: the constructor with that sentence. */
public class AbortException extends IOException {

    private static final long serialVersionUID = 1L;

    public AbortException(String message) {
        super(message);
    }
}
