package io.jenkins.plugins.cloudops.engine.terraform;

/** What becomes of a build that only plans, if its plan breaks a gate. An apply of that plan asks again. */
public enum OnBrokenGate {
    FAIL,
    UNSTABLE,
    REPORT;

    /** @throws BadSetting if the word is none of the three */
    static OnBrokenGate of(String word) {
        return BadSetting.choose("onBrokenGate", word, values());
    }
}
