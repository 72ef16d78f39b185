package io.jenkins.plugins.cloudops.engine.lock;

import java.io.Serializable;
import java.util.Optional;

/**
 * That a run could not take back its own lock, told from the diagnostic {@code Error releasing the state lock}. The run has
 * done everything else by then, although the tool says so nowhere; the lock may still be there, or be someone else's.
 *
 * @param message what the backend says, on one line
 * @param info what the lock that is there says of itself; empty when it could not be read, as when it was removed
 */
public record ReleaseProblem(String message, LockInfo info) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The summary of the diagnostic. */
    public static final String SUMMARY = "Error releasing the state lock";

    /** When nothing is known of the lock. */
    public static final LockInfo NO_INFO = new LockInfo("", "", "", "", "", "", "");

    /** @return empty when the diagnostic is about something else */
    public static Optional<ReleaseProblem> of(String summary, String detail) {
        return summary.equals(SUMMARY)
                ? Optional.of(new ReleaseProblem(ErrorMessage.of(detail), LockInfo.find(detail).orElse(NO_INFO)))
                : Optional.empty();
    }
}
