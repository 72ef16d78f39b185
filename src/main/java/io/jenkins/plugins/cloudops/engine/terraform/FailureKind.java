package io.jenkins.plugins.cloudops.engine.terraform;

import java.util.Locale;

/** Why an operation failed, in one word that a program can decide by. */
public enum FailureKind {
    /** Wrong input or a configuration that cannot be planned. */
    CONFIGURATION,
    /** Stopped on request. */
    INTERRUPTED,
    /** The agent, its connection or the process on it was lost. */
    AGENT,
    /** The CLI is missing, is too old, or died. */
    TOOL,
    /** Somebody else holds the state lock. */
    LOCKED;

    /** The word: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
