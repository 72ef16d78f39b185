package io.jenkins.plugins.cloudops.forge;

/**
 * What became of a comment.
 *
 * @param url of its first part, for people; empty if the forge does not say
 */
public record Published(Outcome outcome, String url) {

    /** One of these. */
    public enum Outcome {
        CREATED,
        UPDATED,
        /** It said the same already. */
        UNCHANGED,
        /** It is of a later build, and was left alone. */
        OUTDATED
    }
}
