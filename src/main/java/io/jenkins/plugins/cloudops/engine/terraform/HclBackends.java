package io.jenkins.plugins.cloudops.engine.terraform;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the backends in a file in Terraform's own syntax ("HCL Native Syntax Specification"): reads it
 * once from beginning to end, telling blocks from comments, strings with templates in them and
 * heredocs. In time and memory linear in the text, whatever is in it.
 */
final class HclBackends {

    private static final String STRING = "\"";
    private static final String TEMPLATE = "${";

    private final String text;
    private int at;
    /** What is open, from the outside: the first word before a brace, or one of the two above. */
    private final List<String> open = new ArrayList<>();
    /** The words and labels since the line or the block began. */
    private final List<String> header = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private int stringStart;

    private HclBackends(String text) {
        this.text = text;
    }

    static List<String> in(String text) {
        HclBackends reader = new HclBackends(text);
        while (reader.at < text.length()) {
            if (reader.isOpen(STRING)) {
                reader.string();
            } else {
                reader.code();
            }
        }
        return reader.found;
    }

    private void code() {
        char c = text.charAt(at);
        if (c == '#' || text.startsWith("//", at)) {
            at = indexOrEnd("\n", at);
        } else if (text.startsWith("/*", at)) {
            at = indexOrEnd("*/", at + 2) + 2;
        } else if (text.startsWith("<<", at)) {
            heredoc();
        } else if (Character.isLetter(c) || c == '_') {
            header.add(word());
        } else {
            at++;
            switch (c) {
                case '"' -> {
                    open.add(STRING);
                    stringStart = at;
                }
                case '{' -> {
                    open.add(header.isEmpty() ? "" : header.get(0));
                    if (open.size() == 2 && open.get(0).equals("terraform")) {
                        block();
                    }
                    header.clear();
                }
                case '}' -> {
                    close();
                    header.clear();
                }
                case '\n' -> header.clear();
                default -> { }
            }
        }
    }

    /** One character of a string, or what stands for one. */
    private void string() {
        char c = text.charAt(at);
        if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
            at += 3;
        } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
            open.add(TEMPLATE);
            at += 2;
        } else if (c == '"' || c == '\n') {
            // A string ends with its line, even if its quote is missing.
            header.add(text.substring(stringStart, at));
            close();
            at += c == '"' ? 1 : 0;
        } else {
            at += c == '\\' ? 2 : 1;
        }
    }

    private void heredoc() {
        at += 2;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '~')) {
            at++;
        }
        String end = word();
        if (end.isEmpty()) {
            return;
        }
        do {
            at = indexOrEnd("\n", at) + 1;
        } while (at < text.length() && !text.substring(at, indexOrEnd("\n", at)).strip().equals(end));
        at = indexOrEnd("\n", at);
    }

    private void block() {
        if (header.equals(List.of("cloud"))) {
            found.add("cloud");
        } else if (header.size() == 2 && header.get(0).equals("backend")) {
            found.add(header.get(1));
        }
    }

    private String word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "_-".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean isOpen(String what) {
        return !open.isEmpty() && open.get(open.size() - 1).equals(what);
    }

    private void close() {
        if (!open.isEmpty()) {
            open.remove(open.size() - 1);
        }
    }

    private int indexOrEnd(String what, int from) {
        int index = text.indexOf(what, from);
        return index < 0 ? text.length() : index;
    }
}
