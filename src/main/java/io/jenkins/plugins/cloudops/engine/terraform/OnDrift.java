package io.jenkins.plugins.cloudops.engine.terraform;

/** What becomes of a build whose plan found that something was changed outside. */
public enum OnDrift {
    IGNORE,
    UNSTABLE,
    FAIL;

    /** @throws BadSetting if the word is none of the three */
    static OnDrift of(String word) {
        return BadSetting.choose("onDrift", word, values());
    }
}
