package io.jenkins.plugins.cloudops.engine.comment;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pieces of Markdown that a comment is made of, for one forge. Whatever text is put in, it comes out as text: what a
 * plan says stands in code, where no forge looks for mentions, issues or links.
 *
 * <p>Written so that CommonMark and the older Markdown of Bitbucket Cloud agree on it.
 */
final class Markdown {

    static final int MAX_CODE = 300;
    static final int MAX_WORDS = 600;
    private static final int MAX_URL = 500;

    /* A word between punctuation; nothing of which acts in any kind of Markdown. */
    private static final Pattern WORD = Pattern.compile("([('\"]*)([^\\s]+?)([)'\".,;:!?]*)");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}]+(?:[-/'.,:=][\\p{L}\\p{N}]+)*");
    /* A commit, the key of an issue, an emoji, a host; what begins a list. */
    private static final Pattern ACTING = Pattern.compile("(?i).*(?:[0-9a-f]{7}|[a-z0-9]-\\d|:\\w+:|www\\.|://).*|mailto:.*|xmpp:.*");
    private static final Pattern LISTS = Pattern.compile("\\d+[.)].*");

    private final Dialect dialect;

    Markdown(Dialect dialect) {
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Text on one line, harmless for nothing yet. */
    String plain(String text, int most) {
        return PlainText.of(text, most, dialect.basicPlane());
    }

    /** Text as code, between more backticks than it has in a row, since nothing can be escaped there. */
    String code(String text) {
        return code(text, MAX_CODE);
    }

    String code(String text, int most) {
        String line = plain(text, most);
        int longest = longestRun(line);
        String fence = "`".repeat(longest + 1);
        boolean pads = longest > 0 || line.isBlank() || line.startsWith(" ") && line.endsWith(" ");
        return pads ? fence + " " + line + " " + fence : fence + line + fence;
    }

    /** Text as code for a place where only HTML is read. */
    String htmlCode(String text) {
        return "<code>" + html(plain(text, MAX_CODE)) + "</code>";
    }

    /**
     * A sentence in which nothing acts: Markdown, HTML, a mention, a reference, a link, a command to a bot. Words that could
     * stand as code.
     */
    String words(String text) {
        StringBuilder out = new StringBuilder();
        StringBuilder odd = new StringBuilder();
        for (String word : plain(text, MAX_WORDS).strip().split("\\s+")) {
            Matcher parts = WORD.matcher(word);
            boolean isPlain = parts.matches()
                    && PLAIN.matcher(parts.group(2)).matches()
                    && !ACTING.matcher(word).matches()
                    && !(out.length() + odd.length() == 0 && LISTS.matcher(word).matches());
            if (isPlain) {
                append(out, odd);
                out.append(out.length() == 0 ? "" : " ").append(word);
            } else {
                odd.append(odd.length() == 0 ? "" : " ").append(word);
            }
        }
        append(out, odd);
        return out.toString();
    }

    private void append(StringBuilder out, StringBuilder odd) {
        if (odd.length() == 0) {
            return;
        }
        Matcher parts = WORD.matcher(odd);
        boolean one = parts.matches();
        out.append(out.length() == 0 ? "" : " ")
                .append(one ? parts.group(1) : "")
                .append(code(one ? parts.group(2) : odd.toString()))
                .append(one ? parts.group(3) : "");
        odd.setLength(0);
    }

    /** A link, or its text alone if that is not a URL of the web. */
    String link(String markdown, String url) {
        String target = url(url);
        return target.isEmpty() ? markdown : "[" + markdown + "](" + target + ")";
    }

    /** A URL that cannot end the link it is in; "" for anything but http and https, or if it is too long. */
    static String url(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("https://") && !lower.startsWith("http://") || url.length() > MAX_URL) {
            return "";
        }
        StringBuilder out = new StringBuilder(url.length());
        url.codePoints().forEach(c -> {
            if (c == '&') {
                out.append("&amp;");
            } else if (c > ' ' && c < 0x7f && "()<>[]{}\"'`\\*_^|~".indexOf(c) < 0) {
                out.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.append(String.format("%%%02X", b));
                }
            }
        });
        return out.toString();
    }

    /** Small print. */
    String small(String markdown) {
        return dialect.html() ? "<sub>" + markdown + "</sub>" : markdown;
    }

    /** Backticks for a block of code whose lines have these at most. */
    static String fence(int longestRun) {
        return "`".repeat(Math.max(3, longestRun + 1));
    }

    static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
