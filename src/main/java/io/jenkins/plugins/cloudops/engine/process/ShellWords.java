package io.jenkins.plugins.cloudops.engine.process;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Quotes values for a POSIX shell (IEEE Std 1003.1, XCU 2.2.2): whatever a value holds, the shell
 * sees one word with exactly these characters.
 */
public final class ShellWords {

    private ShellWords() {
    }

    /**
     * Quotes one word.
     *
     * @throws IllegalArgumentException if the value holds a NUL character, which no argument can
     */
    public static String quote(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(Messages.ShellWords_nul());
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** Quotes each word and joins them with spaces. */
    public static String join(List<String> words) {
        return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }
}
