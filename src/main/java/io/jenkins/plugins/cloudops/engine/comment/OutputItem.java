package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Objects;

/**
 * One output that changes.
 *
 * @param sign as in {@link AttributeItem}
 * @param before as in {@link AttributeItem}
 * @param after as in {@link AttributeItem}
 */
public record OutputItem(String name, char sign, String before, String after) {

    public OutputItem {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
