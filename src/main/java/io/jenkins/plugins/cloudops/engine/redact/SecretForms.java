package io.jenkins.plugins.cloudops.engine.redact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The ways in which tools write one value, as far as they differ from it. Line breaks and indentation need no form, see
 * {@link BrokenText}.
 *
 * <ul>
 *   <li>as it is, and each longer line of several;
 *   <li>in a string of JSON or HCL: with as few escapes as possible; with those of Go's {@code encoding/json}; with all
 *       that is not ASCII escaped, in lower and upper case; with HCL's {@code $${} and {@code %%{}; as
 *       {@link Printable} shows it; as JSON in a string of JSON; with {@code \n} and with {@code \r\n};
 *   <li>in a URL: by the rules of forms, paths, user names and {@code encodeURIComponent}, in upper and lower case;
 *   <li>in base64, the standard one and the one for URLs: of the value, and what stays the same of it wherever it stands in
 *       a longer text that is encoded, such as {@code user:password};
 *   <li>as a shell's {@code echo} prints it, if that takes escapes for what they stand for, as dash's does;
 *   <li>in single quotes of a shell or of Python, in XML and HTML.
 * </ul>
 */
final class SecretForms {

    /** Shorter lines of several are not looked for by themselves. */
    static final int SHORTEST_LINE = 12;

    /* Of longer ones, such as files, only the plain, the JSON and the base64 form are kept. */
    private static final int LONG = 1 << 16;
    private static final int SHORTEST_INNER = 8;
    private static final String UNRESERVED = "-_.~";
    private static final String[] LEFT_IN_URLS = {
        UNRESERVED, "-_.*", "-_.!~*'()", UNRESERVED + "$&+,;=", UNRESERVED + "$&+=:@", UNRESERVED + "$&+,/:;=?@"
    };

    private final Consumer<String> forms;

    private SecretForms(Consumer<String> forms) {
        this.forms = forms;
    }

    /**
     * All forms, the value itself first, if it is more than white space; without white space around them. One can come
     * twice.
     */
    static void of(String value, Consumer<String> each) {
        SecretForms forms = new SecretForms(each);
        String bare = value.strip();
        forms.add(bare);
        forms.base64(bare);
        if (value.length() > LONG) {
            forms.add(go(escaped(bare, "%04x", false)));
            return;
        }
        forms.written(bare);
        forms.urls(bare);
        if (!bare.equals(value)) {
            forms.base64(value);
        }
        if (bare.indexOf('\n') >= 0) {
            forms.base64(bare.replace("\r\n", "\n"));
            forms.base64(bare.replace("\r\n", "\n") + "\n");
            bare.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE).forEach(line -> {
                forms.add(line);
                forms.written(line);
            });
        }
    }

    private void written(String value) {
        if (!value.chars().allMatch(SecretForms::neverEscaped)) {
            quoted(value);
            markup(value);
        }
    }

    private static boolean neverEscaped(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || " -_./+=:,;@#*!?()[]|^".indexOf(c) >= 0;
    }

    private void quoted(String value) {
        strings(value);
        if (value.indexOf('\n') >= 0) {
            String plain = value.replace("\r\n", "\n");
            strings(plain);
            strings(plain.replace("\n", "\r\n"));
        }
        if (value.indexOf('\\') >= 0) {
            String echoed = echoed(value);
            add(echoed);
            echoed.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE).forEach(this::add);
        }
        if (value.indexOf('\'') >= 0) {
            add(value.replace("'", "'\\''"));
            add(value.replace("'", "'\"'\"'"));
            add(value.replace("\\", "\\\\").replace("'", "\\'"));
        }
    }

    private void strings(String value) {
        String json = escaped(value, "%04x", false);
        String go = go(json);
        String hcl = json.replace("${", "$${").replace("%{", "%%{");
        String printable = Printable.line(value.replace("\\", "\\\\").replace("\"", "\\\""));
        add(json);
        add(go);
        add(hcl);
        add(printable);
        add(go(printable));
        add(escaped(value, "%04x", true));
        add(escaped(value, "%04X", true));
        add(go(escaped(value, "%04x", true)));
        add(escaped(go, "%04x", false));
        add(escaped(json, "%04x", false));
        add(escaped(hcl, "%04x", false));
        add(escaped(escaped(value, "%04x", true), "%04x", false));
        // Terraform's diagnostics: a value quoted by HCL's rules, within JSON by those of Go.
        add(go(escaped(json, "%04x", false)));
        add(go(escaped(hcl, "%04x", false)));
        add(go(escaped(printable, "%04x", false)));
        add(value.replace("${", "$${").replace("%{", "%%{"));
        if (value.chars().anyMatch(c -> c < ' ')) {
            // Older encoders of Go, and the others, differ in these two.
            add(go.replace("\\b", "\\u0008").replace("\\f", "\\u000c"));
        }
    }

    private static String escaped(String value, String unicode, boolean ascii) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || ascii && c > '~') {
                        out.append("\\u").append(String.format(unicode, (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    private static String echoed(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            int escape = value.charAt(i) == '\\' && i + 1 < value.length() ? "abfnrtv\\".indexOf(value.charAt(i + 1)) : -1;
            out.append(escape < 0 ? value.charAt(i) : "\u0007\b\f\n\r\t\u000b\\".charAt(escape));
            i += escape < 0 ? 0 : 1;
        }
        return out.toString();
    }

    /* For HTML and for JavaScript. */
    private static String go(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
                .replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private void urls(String value) {
        if (value.chars().allMatch(Character::isLetterOrDigit) && value.chars().allMatch(c -> c < 0x80)) {
            return;
        }
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        add(form);
        add(lowerCase(form));
        for (String left : LEFT_IN_URLS) {
            String encoded = percent(value, left);
            add(encoded);
            add(lowerCase(encoded));
            add(encoded.replace("%20", "+"));
        }
    }

    private static String percent(String value, String left) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b > 0 && left.indexOf(b) >= 0;
            if (plain) {
                out.append((char) b);
            } else {
                out.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return percents(out.toString(), hex -> hex.toUpperCase(Locale.ROOT));
    }

    private static String lowerCase(String encoded) {
        return percents(encoded, hex -> hex.toLowerCase(Locale.ROOT));
    }

    private static String percents(String encoded, UnaryOperator<String> hex) {
        StringBuilder out = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            out.append(encoded.charAt(i));
            if (encoded.charAt(i) == '%') {
                out.append(hex.apply(encoded.substring(i + 1, i + 3)));
                i += 2;
            }
        }
        return out.toString();
    }

    private void markup(String value) {
        String text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        add(text);
        add(value.replace("&", "&amp;").replace("<", "&lt;"));
        if (text.indexOf('"') < 0 && text.indexOf('\'') < 0 && text.indexOf('\n') < 0 && text.indexOf('\t') < 0) {
            return;
        }
        add(text.replace("\"", "&quot;"));
        String lines = text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;");
        String hexLines = text.replace("\n", "&#xA;").replace("\r", "&#xD;").replace("\t", "&#x9;");
        for (String form : new String[] {text, lines, hexLines, lines.replace("&#9;", "\t"), text.replace("\r", "&#xd;")}) {
            add(form);
            add(form.replace("\"", "&quot;"));
            add(form.replace("\"", "&quot;").replace("'", "&#39;"));
            add(form.replace("\"", "&quot;").replace("'", "&#039;"));
            add(form.replace("\"", "&quot;").replace("'", "&#x27;"));
            add(form.replace("\"", "&quot;").replace("'", "&apos;"));
            add(form.replace("\"", "&#34;").replace("'", "&#39;"));
        }
    }

    /** Three bytes make four characters, so there are three ways to begin within a longer text. */
    private void base64(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        both(Base64.getEncoder().encodeToString(bytes));
        both(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int begin = before == 0 ? 0 : before + 1;
            int end = encoded.length() - (shifted.length % 3 == 0 ? 0 : 1);
            if (end - begin >= SHORTEST_INNER) {
                both(encoded.substring(begin, end));
            }
        }
    }

    private void both(String encoded) {
        add(encoded);
        add(encoded.replace('+', '-').replace('/', '_'));
    }

    private void add(String form) {
        String bare = form.strip();
        if (!bare.isEmpty()) {
            forms.accept(bare);
        }
    }
}
