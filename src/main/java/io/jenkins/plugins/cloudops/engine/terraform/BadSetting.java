package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A setting that cannot be used. The message is a sentence for its user: what, which value, what to
 * do instead. It is one line, harmless for a console whatever the value is.
 *
 * <p>It has the whole value, however long that is: a part of a secret could not be masked any more.
 */
public class BadSetting extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public BadSetting(String sentence) {
        super(Printable.line(sentence));
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
