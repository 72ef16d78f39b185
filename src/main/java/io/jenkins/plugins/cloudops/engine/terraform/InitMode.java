package io.jenkins.plugins.cloudops.engine.terraform;

import java.util.Locale;

/** When {@code init} is run. */
public enum InitMode {
    /** Unless nothing that it depends on has changed since it last succeeded here. */
    AUTO,
    ALWAYS,
    NEVER;

    /** @throws BadSetting if the word is none of the three */
    static InitMode of(String word) {
        return BadSetting.choose("init", word, values());
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
