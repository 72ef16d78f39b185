package io.jenkins.plugins.cloudops.engine.terraform;

import java.util.Locale;

/** Why an operation failed, in one word that a program can decide by. */
public enum FailureKind {
    /** Somebody else holds the state lock. */
    LOCKED,
    /** Credentials are missing, wrong, expired or not sufficient. */
    DENIED,
    /** The saved plan does not fit the state any more. */
    STALE,
    /** Somebody asked for fewer requests. */
    THROTTLED,
    /** Something could not be reached, or answered with an error of its own. */
    NETWORK,
    /** A provider refused or died. */
    PROVIDER,
    /** Wrong settings, a configuration that cannot be planned, or no usable CLI. */
    CONFIGURATION,
    /** Stopped on request. */
    INTERRUPTED,
    /** The agent, its connection or the process on it was lost. */
    AGENT,
    /** What was asked to be no drift is one. */
    DRIFT,
    /** A plan breaks a gate, and nobody who may has overridden it. */
    GATE,
    /** A stack is not formatted, not valid, or does not pass its tests. */
    CHECK,
    /** Nobody knows what an apply did, and somebody has to look before anything else is done with its state. */
    UNKNOWN,
    /** Somebody else works on the same flag, or wrote to its file in between. */
    CONFLICT,
    /** The variant that an incident set is not served. */
    UNSERVED,
    /** Nothing noticed an incident, or its end. */
    UNNOTICED;

    /** The word: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether trying the same again may help. */
    public boolean isTransient() {
        return this == THROTTLED || this == NETWORK;
    }
}
