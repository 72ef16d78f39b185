package io.jenkins.plugins.cloudops.engine.secrets;

import java.util.Locale;

/** What becomes of a secret at a target. */
public enum SyncAction {
    CREATE("created"),
    UPDATE("updated"),
    UNCHANGED("unchanged"),
    /** It is ours and gone from the source, and it stays. */
    ORPHANED("orphaned"),
    /** It is ours and gone from the source, and it goes. */
    PRUNE("pruned"),
    /** It is there and not ours. */
    CONFLICT("conflicts"),
    FAILED("failed");

    private final String count;

    SyncAction(String count) {
        this.count = count;
    }

    /** In a word: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Under which it is counted in a report. */
    public String count() {
        return count;
    }

    /** Whether something is written for it. */
    boolean writes() {
        return this == CREATE || this == UPDATE || this == PRUNE;
    }

    static SyncAction of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
