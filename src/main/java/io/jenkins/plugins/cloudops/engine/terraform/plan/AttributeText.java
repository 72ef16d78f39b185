package io.jenkins.plugins.cloudops.engine.terraform.plan;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.util.regex.Pattern;

/**
 * Writes a value of a plan on one line, masked and at most {@value #LIMIT} characters long. What is cut ends with
 * {@code …} and without its closing sign.
 */
final class AttributeText {

    static final int LIMIT = 2_000;

    /* Of a string this much is looked at: enough to find what differs in a script or a policy. */
    private static final int LOOKED_AT = 1 << 16;
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    private static final int NAME_LIMIT = 200;

    private final JsonTape tape;
    private final Redactor redactor;

    AttributeText(JsonTape tape, Redactor redactor) {
        this.tape = tape;
        this.redactor = redactor;
    }

    /** The value in the manner of HCL, with everything masked that either side of the marks names; "null" for none. */
    String of(int value, Marks marks) {
        if (!marks.sensitive() && tape.isString(value)) {
            return string(value, "");
        }
        StringBuilder text = new StringBuilder();
        append(text, value, marks);
        return cut(text.toString());
    }

    /** Two strings, each of several lines by the first line that differs. */
    String[] ofStrings(int before, int after) {
        String old = raw(before);
        String fresh = raw(after);
        return new String[] {lines(old, fresh), lines(fresh, old)};
    }

    /** A step of a path: {@code .name}, or {@code ["a/b"]} for what is not an identifier. */
    static String step(String name) {
        String shown = name.length() <= NAME_LIMIT ? name : name.substring(0, NAME_LIMIT) + "…";
        return shown.equals(name) && identifier(name) ? "." + name : "[" + quote(shown) + "]";
    }

    /* Nearly all names are plain, and the pattern alone would take a quarter of the time of a change. */
    private static boolean identifier(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || i > 0 && (c >= '0' && c <= '9' || c == '-');
            if (!plain) {
                return c > 0x7f && IDENTIFIER.matcher(name).matches();
            }
        }
        return !name.isEmpty();
    }

    static String quote(String text) {
        return '"' + Printable.line(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    private String string(int value, String other) {
        return lines(raw(value), other);
    }

    private String raw(int string) {
        String raw = tape.text(string);
        return redactor.redact(raw.length() <= LOOKED_AT ? raw : cutAt(raw, LOOKED_AT));
    }

    private static String lines(String text, String other) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (body.indexOf('\n') < 0) {
            return cut(quote(text));
        }
        String[] lines = body.split("\n", -1);
        if (other.isEmpty()) {
            return "(" + lines.length + " lines) " + cut(quote(lines[0]));
        }
        String[] others = other.split("\n", -1);
        int differing = 0;
        while (differing < lines.length - 1
                && differing < others.length
                && lines[differing].equals(others[differing])) {
            differing++;
        }
        return "(line " + (differing + 1) + " of " + lines.length + ") " + cut(quote(lines[differing]));
    }

    private void append(StringBuilder out, int value, Marks marks) {
        if (out.length() > LIMIT) {
            return;
        }
        if (marks.sensitive()) {
            out.append(Redactor.MASK);
        } else if (tape.isString(value)) {
            out.append(quote(raw(value)));
        } else if (tape.isNumber(value)) {
            out.append(redactor.redact(tape.text(value)));
        } else if (tape.isBoolean(value)) {
            out.append(tape.isTrue(value));
        } else if (tape.isObject(value) || tape.isArray(value)) {
            appendContainer(out, value, marks);
        } else {
            out.append("null");
        }
    }

    private void appendContainer(StringBuilder out, int container, Marks marks) {
        boolean object = tape.isObject(container);
        out.append(object ? '{' : '[');
        int index = 0;
        for (int child = tape.first(container); child != JsonTape.NONE; child = tape.next(container, child)) {
            if (out.length() > LIMIT) {
                return;
            }
            out.append(index > 0 ? ", " : "");
            if (object) {
                out.append(quote(redactor.redact(tape.name(child)))).append(": ");
                append(out, child, marks.member(tape.name(child)));
            } else {
                append(out, child, marks.element(index, index));
            }
            index++;
        }
        out.append(object ? '}' : ']');
    }

    private static String cut(String text) {
        return text.length() <= LIMIT ? text : cutAt(text, LIMIT - 1);
    }

    /** The beginning, with {@code …}; does not cut an emoji in two. */
    static String cutAt(String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}
