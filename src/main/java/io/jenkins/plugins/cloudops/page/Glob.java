package io.jenkins.plugins.cloudops.page;

import java.util.List;

/** A text in which an asterisk stands for any characters. Takes time in proportion to the text, whatever somebody asks for. */
final class Glob {

    private final List<String> parts;

    Glob(String text) {
        parts = List.of(text.split("\\*", -1));
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
