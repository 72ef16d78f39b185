package io.jenkins.plugins.cloudops.engine.redact;

import java.util.Objects;

/**
 * The port that every text passes before it leaves a step: console, comment, page, span, exception.
 *
 * <p>Implementations never return null, never throw for any text, and leave a text without secrets as it is.
 */
@FunctionalInterface
public interface Redactor {

    /** What stands in the place of a secret. */
    String MASK = "(sensitive)";

    /**
     * @param text any text, whole lines rather than pieces: a secret that is cut in two is not recognised
     * @return the same text without secrets
     */
    String redact(String text);

    /** The redactor that knows no secret. */
    static Redactor none() {
        return text -> text;
    }

    /** This redactor first, then the other one on what it returned. */
    default Redactor then(Redactor next) {
        Objects.requireNonNull(next, "next");
        return text -> next.redact(redact(text));
    }
}
