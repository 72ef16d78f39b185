package io.jenkins.plugins.cloudops.engine.terraform;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text in Terraform's own syntax ("HCL Native Syntax Specification") into tokens, without comments. Tolerant: what
 * is no token is a sign of one character. In time and memory linear in the text.
 *
 * <p>There is a parser for Java, com.bertramlabs.plugins:hcl4j. It evaluates functions and refuses what it does not know,
 * while here a file that the CLI will refuse must not hide what else it says.
 */
final class HclTokens {

    enum Kind {
        WORD,
        NUMBER,
        STRING,
        SIGN,
        LINE
    }

    /** @param text of a string what it stands for; templates in it are left as they are written */
    record Token(Kind kind, String text) {

        boolean is(Kind other, String expected) {
            return kind == other && text.equals(expected);
        }

        boolean opens() {
            return kind == Kind.SIGN && "{[(".contains(text);
        }

        boolean closes() {
            return kind == Kind.SIGN && "}])".contains(text);
        }
    }

    private final String text;
    private int at;
    private final List<Token> tokens = new ArrayList<>();

    private HclTokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        HclTokens reader = new HclTokens(text);
        while (reader.at < text.length()) {
            reader.token();
        }
        return reader.tokens;
    }

    private void token() {
        char c = text.charAt(at);
        if (c == '#' || text.startsWith("//", at)) {
            at = indexOrEnd("\n", at);
        } else if (text.startsWith("/*", at)) {
            at = Math.min(text.length(), indexOrEnd("*/", at + 2) + 2);
        } else if (text.startsWith("<<", at)) {
            heredoc();
        } else if (Character.isLetter(c) || c == '_') {
            add(Kind.WORD, run("_-"));
        } else if (c >= '0' && c <= '9') {
            add(Kind.NUMBER, run("."));
        } else if (c == '"') {
            at++;
            string();
        } else {
            at++;
            if (c == '\n') {
                add(Kind.LINE, "\n");
            } else if (!Character.isWhitespace(c)) {
                add(Kind.SIGN, String.valueOf(c));
            }
        }
    }

    private void string() {
        StringBuilder value = new StringBuilder();
        int depth = 0;
        boolean inner = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (depth == 0 && (c == '"' || c == '\n')) {
                // A string ends with its line, even if its quote is missing.
                at -= c == '\n' ? 1 : 0;
                break;
            }
            if (c == '\\' && at < text.length() && depth == 0) {
                escape(value);
            } else if (depth == 0 && (c == '$' || c == '%') && text.startsWith(c + "{", at)) {
                value.append(c).append('{');
                at += 2;
            } else {
                boolean opens = (c == '$' || c == '%') && at < text.length() && text.charAt(at) == '{';
                inner = depth > 0 && inner ^ (c == '"' && text.charAt(at - 2) != '\\');
                depth += opens || depth > 0 && c == '{' && !inner && text.charAt(at - 2) != '$' && text.charAt(at - 2) != '%' ? 1 : 0;
                depth -= depth > 0 && c == '}' && !inner ? 1 : 0;
                value.append(c);
            }
        }
        add(Kind.STRING, value.toString());
    }

    private void escape(StringBuilder value) {
        char c = text.charAt(at++);
        int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0 && at + digits <= text.length()) {
            try {
                value.appendCodePoint(Integer.parseInt(text.substring(at, at + digits), 16));
                at += digits;
                return;
            } catch (IllegalArgumentException notHexadecimal) {
                // Is taken as it is.
            }
        }
        value.append(c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
    }

    private void heredoc() {
        at += 2;
        boolean indented = at < text.length() && text.charAt(at) == '-';
        at += indented ? 1 : 0;
        String end = run("_-");
        if (end.isEmpty()) {
            return;
        }
        at = Math.min(text.length(), indexOrEnd("\n", at) + 1);
        List<String> lines = new ArrayList<>();
        while (at < text.length()) {
            String line = text.substring(at, indexOrEnd("\n", at));
            at = Math.min(text.length(), at + line.length() + 1);
            if (line.strip().equals(end)) {
                break;
            }
            lines.add(line);
        }
        String value = String.join("\n", lines);
        add(Kind.STRING, indented ? value.stripIndent() : value);
        add(Kind.LINE, "\n");
    }

    private String run(String signs) {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || signs.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(start, at);
    }

    private void add(Kind kind, String value) {
        tokens.add(new Token(kind, value));
    }

    private int indexOrEnd(String what, int from) {
        int index = text.indexOf(what, from);
        return index < 0 ? text.length() : index;
    }
}
