package io.jenkins.plugins.cloudops.engine.terraform;

/** What becomes of an apply when the state was changed since its plan was made. */
public enum OnStale {
    FAIL,
    /** Plan again, and go on if that comes to the same changes. */
    REPLAN;

    /** @throws BadSetting if the word is neither */
    static OnStale of(String word) {
        return BadSetting.choose("onStale", word, values());
    }
}
