package io.jenkins.plugins.cloudops.engine.terraform.plan;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.Serializable;
import java.util.Objects;

/**
 * What becomes of one value of a resource.
 *
 * @param path {@code tags.Name}, {@code ingress[0].port}, {@code tags["kubernetes.io/role"]}
 * @param kind added, removed or changed
 * @param before the value that is there, on one line and at most {@value AttributeText#LIMIT} characters: strings quoted
 *     and escaped, a longer one ends with {@code …}; {@link Redactor#MASK} when either side is sensitive; "" when added
 * @param after the planned value in the same form, or {@link #KNOWN_AFTER_APPLY}; "" when removed
 * @param forcesReplacement whether the resource is replaced because of this value
 */
public record AttributeChange(String path, Kind kind, String before, String after, boolean forcesReplacement)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Stands for a value that the provider decides during apply. */
    public static final String KNOWN_AFTER_APPLY = "(known after apply)";

    static final String NOT_SENSITIVE = "(not sensitive)";
    static final String NO_LONGER_SENSITIVE = "(no longer sensitive)";

    /** What happens to the value. */
    public enum Kind {
        ADD("add", "+"),
        REMOVE("remove", "-"),
        CHANGE("change", "~");

        private final String word;
        private final String symbol;

        Kind(String word, String symbol) {
            this.word = word;
            this.symbol = symbol;
        }

        String word() {
            return word;
        }

        public String symbol() {
            return symbol;
        }
    }

    public AttributeChange {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    AttributeChange redacted(Redactor redactor) {
        return new AttributeChange(
                redactor.redact(path), kind, redactor.redact(before), redactor.redact(after), forcesReplacement);
    }

    int length() {
        return path.length() + before.length() + after.length();
    }
}
