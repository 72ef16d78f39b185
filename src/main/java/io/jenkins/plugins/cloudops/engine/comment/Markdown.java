package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The pieces of Markdown that a comment is made of, for one forge. Whatever text is put in, it comes out as text: what a
 * plan says stands in code, where no forge looks for mentions, issues or links; {@link #words} is for the little that
 * cannot.
 *
 * <p>Written so that CommonMark and the older Markdown of Bitbucket Cloud agree on it.
 */
final class Markdown {

    static final int MAX_CODE = 300;
    static final int MAX_WORDS = 600;
    private static final int MAX_URL = 500;

    private static final char UNSEEN = '\u200b';
    /* What acts anywhere, and what acts only at the beginning; both kinds of Markdown allow to escape them. */
    private static final String ESCAPED = "\\`*_[]";
    private static final Pattern BEGINNING = Pattern.compile("^(\\d*)([-+#.)!])");
    /* What makes a mention, a reference or a link of what follows; on any of the forges. */
    private static final String LEADS = "@#!$%~:^";
    /* A commit, and the key of an issue. */
    private static final Pattern COMMIT = Pattern.compile("(?i)(?<![0-9a-z])([0-9a-f]{3})(?=[0-9a-f]{4})");
    private static final Pattern KEY = Pattern.compile("(?<=[A-Za-z0-9])-(?=\\d)");
    private static final Pattern WEB = Pattern.compile("(?i)\\bwww(?=\\.)");

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

    /** Text as it is, acting as nothing: Markdown, HTML, a mention, a reference, a link. */
    String words(String text) {
        String line = plain(text, MAX_WORDS);
        line = COMMIT.matcher(line).replaceAll("$1" + UNSEEN);
        line = KEY.matcher(line).replaceAll("-" + UNSEEN);
        line = WEB.matcher(line).replaceAll("$0" + UNSEEN);
        StringBuilder out = new StringBuilder(line.length() + 32);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;").append(UNSEEN);
                default -> out.append(ESCAPED.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
            boolean leads = LEADS.indexOf(c) >= 0 && i + 1 < line.length() && line.charAt(i + 1) != ' ';
            if (leads || c == '/' && i == 0) {
                // A command to a bot is a slash at the beginning of a line.
                out.insert(c == '/' ? out.length() - 1 : out.length(), UNSEEN);
            }
        }
        return BEGINNING.matcher(out).replaceFirst("$1\\\\$2");
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
                for (byte b : Character.toString(c).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
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
