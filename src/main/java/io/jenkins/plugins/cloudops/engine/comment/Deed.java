package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Locale;

/** What a plan does to one resource, the destructive first; every change is exactly one of them. */
public enum Deed {
    DELETE("➖", "deleted"),
    REPLACE("♻️", "replaced"),
    FORGET("⏏️", "forgotten"),
    UPDATE("✏️", "updated"),
    CREATE("➕", "created"),
    IMPORT("⤵️", "imported"),
    MOVE("➡️", "moved"),
    READ("ℹ️", "read");

    private final String icon;
    private final String done;

    Deed(String icon, String done) {
        this.icon = icon;
        this.done = done;
    }

    /** The word for people and for our JSON: {@code create}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word after it was done: {@code created}. */
    String done() {
        return done;
    }

    /** A sign that goes with the word and never stands alone; of the basic plane, since not every forge can keep others. */
    String icon() {
        return icon;
    }

    /** Whether something that is there will be there no more. */
    boolean destroys() {
        return this == DELETE || this == REPLACE;
    }
}
