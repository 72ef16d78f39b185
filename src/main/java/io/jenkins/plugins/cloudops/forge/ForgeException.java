package io.jenkins.plugins.cloudops.forge;

import java.io.IOException;

/** A forge did not do what it was asked for, and why, in one sentence for people, without a secret in it. */
public final class ForgeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    ForgeException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** What may be done about it. */
    enum Reason {
        /** The credentials are wrong or expired. */
        UNAUTHORIZED,
        /** The credentials are not sufficient. */
        DENIED,
        /** There is nothing at the address, or it is hidden. */
        MISSING,
        /** What was sent is not accepted. */
        REFUSED,
        /** Somebody asked for fewer requests. */
        LIMITED,
        /** No answer came, so nobody knows whether it was done. */
        UNANSWERED,
        /** It cannot be reached, so it was not done. */
        UNREACHABLE
    }
}
