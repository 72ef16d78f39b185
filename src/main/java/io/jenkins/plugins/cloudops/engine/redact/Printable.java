package io.jenkins.plugins.cloudops.engine.redact;

/**
 * Makes text from outside harmless for a console: what a terminal or Jenkins's console annotations would obey, and what
 * makes a line read differently from what it says, is shown as an escape such as {@code \u001b}.
 *
 * <p>Escaped are C0 and C1 control characters, DEL, Unicode line separators, and the characters that change the
 * direction of text. Lone surrogates are escaped too, because no encoder can write them.
 */
public final class Printable {

    private Printable() {}

    /** The text on one line: line breaks and tabs are escaped as well, as {@code \n}, {@code \r} and {@code \t}. */
    public static String line(String text) {
        return escape(text, false);
    }

    /** The text with its line breaks and tabs; {@code \r\n} becomes {@code \n}. */
    public static String text(String text) {
        return escape(text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n"), true);
    }

    /** Whether a terminal could take the character at the index for something else than a letter to show. */
    static boolean unsafe(String text, int index) {
        char c = text.charAt(index);
        if (c < 0x7f) {
            return c < ' ';
        }
        if (Character.isSurrogate(c)) {
            return Character.isHighSurrogate(c)
                    ? index + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
                    : index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
        }
        return c < 0xa0
                || c == '\u061c'
                || c == '\u200e'
                || c == '\u200f'
                || c >= '\u2028' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\ufeff';
    }

    private static String escape(String text, boolean keepLines) {
        int plain = 0;
        while (plain < text.length() && text.charAt(plain) >= ' ' && text.charAt(plain) < 0x7f) {
            plain++;
        }
        StringBuilder safe = null;
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = unsafe(text, i) && !(keepLines && (c == '\n' || c == '\t'));
            if (escape && safe == null) {
                safe = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (safe == null) {
                continue;
            }
            if (escape) {
                appendEscape(safe, c);
            } else {
                safe.append(c);
            }
        }
        return safe == null ? text : safe.toString();
    }

    private static void appendEscape(StringBuilder out, char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append(String.format("\\u%04x", (int) c));
        }
    }
}
