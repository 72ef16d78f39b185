package io.jenkins.plugins.cloudops.engine.incident;

import java.io.Serializable;

/**
 * What came back for an HTTP request.
 *
 * @param status of HTTP; 0 if there was no answer at all
 * @param body at most {@link #MOST} characters; without an answer, why there was none
 */
public record Answer(int status, String body) implements Serializable {

    /** More of an answer is not read. */
    public static final int MOST = 1_000_000;

    /** Nobody answered. */
    public static Answer none(String why) {
        return new Answer(0, why);
    }

    /** The first line of the body, at most 200 characters. */
    String excerpt() {
        String line = body.strip().lines().findFirst().orElse("");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
