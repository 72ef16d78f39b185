package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.forge.CommentMode;
import java.io.Serializable;
import java.util.Locale;

/** How plans are to be commented on a pull request, checked. Serializable, since a pipeline keeps it over a restart. */
public final class CommentRequest implements Serializable {

    private static final long serialVersionUID = 1L;
    static final int MOST_PARTS = 20;

    /** No comment. */
    public static final CommentRequest NEVER = new CommentRequest(When.NEVER, "", "", false, "", 1);

    private final When when;
    private final String pullRequest;
    private final String credentialsId;
    private final boolean required;
    private final CommentMode mode;
    private final int parts;

    /** @throws BadSetting naming the first that cannot be used */
    CommentRequest(When when, String pullRequest, String credentialsId, boolean required, String mode, int parts) {
        this.when = when;
        this.pullRequest = pullRequest.trim();
        this.credentialsId = credentialsId.trim();
        this.required = required;
        this.mode = CommentMode.of(mode);
        this.parts = parts;
        checkParts(parts);
        if (when == When.NEVER && required) {
            throw new BadSetting(Messages.CommentRequest_neverRequired());
        }
    }

    static void checkParts(int parts) {
        if (parts < 1 || parts > MOST_PARTS) {
            throw new BadSetting(Messages.CommentRequest_parts(String.valueOf(parts), MOST_PARTS));
        }
    }

    When when() {
        return when;
    }

    /** An address, or empty for the pull request that the build is for. */
    String pullRequest() {
        return pullRequest;
    }

    /** Empty for those that are known for the forge. */
    String credentialsId() {
        return credentialsId;
    }

    boolean required() {
        return required;
    }

    CommentMode mode() {
        return mode;
    }

    int parts() {
        return parts;
    }

    /** When there is a comment. */
    public enum When {
        /** In a build for a pull request, if there are credentials for it. */
        AUTO,
        ALWAYS,
        NEVER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static When of(String word) {
            for (When when : values()) {
                if (when.word().equals(word)) {
                    return when;
                }
            }
            if (word.isEmpty()) {
                return AUTO;
            }
            throw new BadSetting(Messages.CommentRequest_when(word));
        }
    }
}
