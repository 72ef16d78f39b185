package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Objects;

/**
 * The build that a comment comes from. All may be "".
 *
 * @param name as people know it: {@code shop/PR-12 #7}
 * @param url of its page, absolute
 * @param commit the full name of the commit that was planned, in hexadecimal digits
 * @param commitUrl of its page
 * @param traceId in hexadecimal digits
 * @param traceUrl of the trace in whatever shows traces
 * @param howToApply what to write in a pipeline: {@code terraformApply(plan: 'shop', from: 'shop/PR-12#7')}
 */
public record BuildFacts(
        String name, String url, String commit, String commitUrl, String traceId, String traceUrl, String howToApply) {

    /** Nothing is known. */
    public static final BuildFacts NONE = new BuildFacts("", "", "", "", "", "", "");

    public BuildFacts {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(commitUrl, "commitUrl");
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(traceUrl, "traceUrl");
        Objects.requireNonNull(howToApply, "howToApply");
    }
}
