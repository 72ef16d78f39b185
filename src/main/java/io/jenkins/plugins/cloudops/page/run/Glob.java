package io.jenkins.plugins.cloudops.page.run;

import java.util.List;
import java.util.regex.Pattern;

/** A text in which an asterisk stands for any characters. Takes time in proportion to the text, whatever somebody asks for. */
final class Glob {

    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z ._/-]+");

    private final List<String> parts;

    Glob(String text) {
        parts = List.of(text.split("\\*", -1));
    }

    /** Whether a line of JSON can have a text that matches in it: quick, and not wrong when it says no. */
    boolean mayBeIn(String json) {
        for (String part : parts) {
            // Other characters can be written in another way.
            if (PLAIN.matcher(part).matches() && !json.contains(part)) {
                return false;
            }
        }
        return true;
    }

    boolean matches(String text) {
        String first = parts.get(0);
        String last = parts.get(parts.size() - 1);
        if (parts.size() == 1) {
            return text.equals(first);
        }
        if (!text.startsWith(first) || !text.endsWith(last) || text.length() < first.length() + last.length()) {
            return false;
        }
        int from = first.length();
        int to = text.length() - last.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, from);
            if (found < 0 || found + part.length() > to) {
                return false;
            }
            from = found + part.length();
        }
        return true;
    }
}
