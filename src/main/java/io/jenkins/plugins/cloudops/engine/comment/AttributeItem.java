package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Objects;

/**
 * One value that differs.
 *
 * @param path {@code tags.Name}, {@code ingress[0].port}
 * @param sign {@code +} added, {@code -} removed, {@code ~} changed
 * @param before on one line and redacted; "" for an added one
 * @param after likewise; "" for a removed one
 * @param forces whether the resource is replaced because of it
 */
public record AttributeItem(String path, char sign, String before, String after, boolean forces) {

    /** A value that the provider decides during apply. */
    static final String UNKNOWN = "(known after apply)";

    public AttributeItem {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
