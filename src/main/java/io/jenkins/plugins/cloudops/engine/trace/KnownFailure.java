package io.jenkins.plugins.cloudops.engine.trace;

/** An exception whose texts may be recorded: a word of a small set, and a sentence without secrets. */
public interface KnownFailure {

    /** Such as {@code denied}. */
    String getKind();

    /** What went wrong, redacted. */
    String getMessage();
}
