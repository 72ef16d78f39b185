package io.jenkins.plugins.cloudops.engine.secrets;

/** A name that somebody chose, fit for a sentence: control characters are replaced, and it is no longer than 200 characters. */
final class Visible {

    private static final int LONGEST = 200;

    private Visible() {
    }

    static String of(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?");
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    }
}
