package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Objects;

/**
 * An error or a warning of the tool.
 *
 * @param summary one line
 * @param detail any number of lines
 * @param where the resource, or the file with its line
 * @param count how often it was said
 */
public record Notice(String summary, String detail, String where, int count) {

    public Notice {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(where, "where");
    }
}
