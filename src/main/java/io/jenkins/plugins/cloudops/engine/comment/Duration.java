package io.jenkins.plugins.cloudops.engine.comment;

/** A time span for people: {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
final class Duration {

    private Duration() {}

    static String of(long millis) {
        long seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
