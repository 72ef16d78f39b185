package io.jenkins.plugins.cloudops.engine.comment;

/**
 * What the tool said, as it draws it itself: a bar before each line, so that none can end the block of code that it stands
 * in, or be taken for a command to a bot.
 */
final class NoticeBlock {

    static final String OPEN = "\n```text\n";
    static final String CLOSE = "```\n";

    private static final String BAR = "│ ";
    private static final int MAX_LINES = 30;
    private static final int MAX_LINE = 400;

    private final Markdown markdown;

    NoticeBlock(Markdown markdown) {
        this.markdown = markdown;
    }

    /** A sentence. */
    String of(String sentence) {
        StringBuilder out = new StringBuilder();
        lines(out, sentence, 10);
        return out.toString();
    }

    /** @param word {@code Error} or {@code Warning} */
    String of(String word, Notice notice) {
        StringBuilder out = new StringBuilder("╷\n");
        lines(out, (word.isEmpty() ? "" : word + ": ") + notice.summary(), 3);
        if (!notice.where().isEmpty()) {
            lines(out, "  " + Messages.NoticeBlock_where(notice.where()), 2);
        }
        if (!notice.detail().isBlank()) {
            out.append("│\n");
            lines(out, notice.detail().strip(), MAX_LINES);
        }
        if (notice.count() > 1) {
            lines(out, Messages.NoticeBlock_times(Markdown.number(notice.count())), 1);
        }
        return out.append("╵\n").toString();
    }

    private void lines(StringBuilder out, String text, int most) {
        String[] lines = text.split("\\R", most + 1);
        for (int i = 0; i < Math.min(lines.length, most); i++) {
            out.append(lines[i].isBlank() ? "│" : BAR + markdown.plain(lines[i], MAX_LINE)).append('\n');
        }
        if (lines.length > most) {
            out.append(BAR).append("…\n");
        }
    }
}
