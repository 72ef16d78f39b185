package io.jenkins.plugins.cloudops.engine.terraform;

/** What becomes of a build whose stack does not pass its checks. */
public enum OnFailedCheck {
    FAIL,
    UNSTABLE;

    /** @throws BadSetting if the word is neither */
    static OnFailedCheck of(String word) {
        return BadSetting.choose("onFailure", word, values());
    }
}
