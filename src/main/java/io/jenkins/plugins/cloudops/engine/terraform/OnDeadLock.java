package io.jenkins.plugins.cloudops.engine.terraform;

/** What becomes of a lock that a run of this Jenkins has left behind, once that is proven. */
public enum OnDeadLock {
    REPORT,
    /** Take it away, and go on. */
    UNLOCK;

    /** @throws BadSetting if the word is neither */
    static OnDeadLock of(String word) {
        return BadSetting.choose("onDeadLock", word, values());
    }
}
