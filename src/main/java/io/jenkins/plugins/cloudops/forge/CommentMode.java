package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.List;
import java.util.Locale;

/** What becomes of the comment of an earlier build. */
public enum CommentMode {
    /** It is changed where it stands. */
    UPDATE,
    /** It stays, and another one is made. */
    NEW,
    /** Another one is made, at the end of the conversation, and it is deleted. */
    REPLACE,
    /** Only the one of this build is changed, whatever others have; nobody can ask for it. */
    OWN;

    /** Those that can be asked for. */
    public static List<CommentMode> choices() {
        return List.of(UPDATE, NEW, REPLACE);
    }

    /** As it is written in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws BadSetting if there is no such mode */
    public static CommentMode of(String word) {
        for (CommentMode mode : choices()) {
            if (mode.word().equals(word)) {
                return mode;
            }
        }
        if (word.isEmpty()) {
            return UPDATE;
        }
        throw new BadSetting(Messages.CommentMode_unknown(word));
    }
}
