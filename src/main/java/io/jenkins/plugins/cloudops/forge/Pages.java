package io.jenkins.plugins.cloudops.forge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way through a list that comes in pages. */
final class Pages {

    /** As many comments as nobody reads; a marker behind them is not found, and a new comment is made. */
    static final int MOST = 50;

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");

    private Pages() {
    }

    /** The next page by the header {@code Link} (RFC 8288), or empty. */
    static String next(Answer answer) {
        Matcher next = NEXT.matcher(answer.header("Link"));
        return next.find() ? next.group(1) : "";
    }
}
