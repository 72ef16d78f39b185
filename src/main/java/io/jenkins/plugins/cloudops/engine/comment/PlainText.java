package io.jenkins.plugins.cloudops.engine.comment;

import io.jenkins.plugins.cloudops.engine.redact.Printable;

/**
 * Text from outside on one line, in which every character is seen: what {@link Printable} escapes, and what is invisible
 * ({@code \u200b}, the tags of plane 14). For a forge that keeps only the basic plane, what lies outside as well.
 */
final class PlainText {

    private PlainText() {}

    /** @param most how many chars it may have; a longer one ends with {@code …} */
    static String of(String text, int most, boolean basicPlane) {
        // Looked at is a bit more than is shown, so that a megabyte costs nothing.
        String line = visible(Printable.line(cut(text, most)), basicPlane);
        return cut(line, most);
    }

    private static String visible(String line, boolean basicPlane) {
        if (line.chars().allMatch(c -> c < 0x80)) {
            return line;
        }
        StringBuilder seen = new StringBuilder(line.length() + 16);
        line.codePoints().forEach(c -> {
            boolean hidden = c == 0xad || c == 0x34f || c == 0x200b || c >= 0x2060 && c <= 0x2064 || c >= 0xe0000 && c <= 0xe0fff;
            if (hidden || basicPlane && c > 0xffff) {
                seen.append(c > 0xffff ? String.format("\\u{%x}", c) : String.format("\\u%04x", c));
            } else {
                seen.appendCodePoint(c);
            }
        });
        return seen.toString();
    }

    /** The beginning, with {@code …}; does not cut an emoji in two. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
