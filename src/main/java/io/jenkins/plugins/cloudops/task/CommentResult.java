package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.forge.Published;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a comment.
 *
 * @param outcome {@code created}, {@code updated}, {@code unchanged}, {@code outdated}, {@code failed} or {@code none}
 * @param url of the comment; may be empty
 * @param pullRequest its address; may be empty
 * @param reason why it failed, in a sentence; empty if it did not
 */
record CommentResult(String outcome, String url, String pullRequest, String reason) {

    /** There was nothing to comment on, and nobody asked for it. */
    static final CommentResult NONE = new CommentResult("none", "", "", "");

    static CommentResult of(Published published, String pullRequest) {
        return new CommentResult(published.outcome().name().toLowerCase(Locale.ROOT), published.url(), pullRequest, "");
    }

    static CommentResult failed(String reason) {
        return new CommentResult("failed", "", "", reason);
    }

    boolean hasFailed() {
        return !reason.isEmpty();
    }

    /** Plain values, which a pipeline can read. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("outcome", outcome);
        map.put("url", url);
        map.put("pullRequest", pullRequest);
        map.put("reason", reason);
        return map;
    }
}
