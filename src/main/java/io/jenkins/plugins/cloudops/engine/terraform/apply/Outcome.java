package io.jenkins.plugins.cloudops.engine.terraform.apply;

import java.util.Locale;

/** What became of one planned change, the worst first. */
public enum Outcome {
    /** It was tried and did not succeed; of a replacement also: only one half of it was done. */
    FAILED,
    /** It began, and the stream ends without saying how it went: the tool was stopped at once, killed, or has crashed. */
    INTERRUPTED,
    /** It never began, since something before it failed or the apply was stopped. */
    NOT_REACHED,
    /** Done. */
    APPLIED;

    /** The word for people and for our JSON: {@code not reached}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
