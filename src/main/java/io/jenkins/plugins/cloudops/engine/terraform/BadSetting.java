package io.jenkins.plugins.cloudops.engine.terraform;

/**
 * A setting that cannot be used. The message is a sentence for its user: what, which value, what to
 * do instead.
 */
public class BadSetting extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public BadSetting(String sentence) {
        super(sentence);
    }
}
