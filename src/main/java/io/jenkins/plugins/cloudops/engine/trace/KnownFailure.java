package io.jenkins.plugins.cloudops.engine.trace;

/** An exception whose texts may be recorded: a word of a small set, and a sentence without secrets. */
public interface KnownFailure {

    /** Such as {@code denied}. Not called as what scripts read: the sandbox would ask this interface whether they may. */
    String errorType();

    /** What went wrong, redacted. */
    String getMessage();

    /** Whether a span says it already, so that no other has to. */
    boolean isRecorded();
}
