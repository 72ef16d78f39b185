package io.jenkins.plugins.cloudops.engine.terraform;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A setting that cannot be used. The message is a sentence for its user: what, which value, what to
 * do instead.
 */
public class BadSetting extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public BadSetting(String sentence) {
        super(sentence);
    }

    /** The constant that a word in lower case names; the first one for an empty word. */
    static <E extends Enum<E>> E choose(String setting, String word, E[] choices) {
        if (word.isEmpty()) {
            return choices[0];
        }
        for (E choice : choices) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(word)) {
                return choice;
            }
        }
        String words = Arrays.stream(choices).map(choice -> "'" + choice.name().toLowerCase(Locale.ROOT) + "'")
                .collect(Collectors.joining(", "));
        throw new BadSetting(Messages.BadSetting_choice(setting, word, words));
    }
}
