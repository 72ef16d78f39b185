package io.jenkins.plugins.cloudops.engine.comment;

import java.util.ArrayList;
import java.util.List;

/**
 * What differs in one resource, as lines of a {@code diff} block. Each begins with a sign, so that none can end the block;
 * forges colour them by it.
 */
final class AttributeLines {

    private static final int MAX_LINES = 40;
    private static final int MAX_CHARACTERS = 6_000;
    private static final int MAX_PATH = 150;
    private static final int MAX_VALUE = 160;

    private final Markdown markdown;
    private final boolean values;

    /** @param values whether they may be shown; without, only the names are */
    AttributeLines(Markdown markdown, boolean values) {
        this.markdown = markdown;
        this.values = values;
    }

    /** Lines with their ends; "" if there is nothing to tell. */
    String of(Item item) {
        List<AttributeItem> told = new ArrayList<>();
        int unknown = 0;
        boolean isNew = item.deed() == Deed.CREATE || item.deed() == Deed.REPLACE;
        for (AttributeItem attribute : item.told()) {
            // Of a new resource, providers leave open dozens of values in which nobody is interested.
            if (isNew && attribute.after().equals(AttributeItem.UNKNOWN) && !attribute.forces()) {
                unknown++;
            } else {
                told.add(attribute);
            }
        }
        if (item.deed() == Deed.DELETE || item.deed() == Deed.FORGET || told.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("@@ " + markdown.plain(item.address(), Markdown.MAX_CODE) + " @@\n");
        int lines = 0;
        int shown = 0;
        while (shown < told.size() && lines < MAX_LINES && out.length() < MAX_CHARACTERS) {
            lines += append(out, told.get(shown++));
        }
        int more = told.size() - shown + item.omitted();
        if (more > 0) {
            out.append("! ").append(Messages.AttributeLines_more(Markdown.number(more))).append('\n');
        }
        if (unknown > 0) {
            out.append("! ").append(Messages.AttributeLines_unknown(Markdown.number(unknown))).append('\n');
        }
        return out.toString();
    }

    /** The same for an output. */
    String of(OutputItem output) {
        StringBuilder out = new StringBuilder();
        append(out, new AttributeItem(output.name(), output.sign(), output.before(), output.after(), false));
        return out.toString();
    }

    private int append(StringBuilder out, AttributeItem attribute) {
        String path = markdown.plain(attribute.path(), MAX_PATH);
        String forces = attribute.forces() ? "  # " + Messages.AttributeLines_forces() : "";
        if (!values) {
            out.append(attribute.sign() == '~' ? '!' : attribute.sign() == '-' ? '-' : '+').append(' ').append(path).append(forces).append('\n');
            return 1;
        }
        String before = markdown.plain(attribute.before(), Integer.MAX_VALUE);
        String after = markdown.plain(attribute.after(), Integer.MAX_VALUE);
        if (!before.isEmpty() && before.equals(after)) {
            out.append("! ").append(path).append(" = ").append(PlainText.cut(after, MAX_VALUE)).append(forces).append('\n');
            return 1;
        }
        int same = before.length() > MAX_VALUE || after.length() > MAX_VALUE ? sameBeginning(before, after) : 0;
        int lines = 0;
        if (!before.isEmpty()) {
            out.append("- ").append(path).append(" = ").append(from(before, same)).append('\n');
            lines++;
        }
        if (!after.isEmpty()) {
            out.append("+ ").append(path).append(" = ").append(from(after, same)).append(forces).append('\n');
            lines++;
        }
        return lines;
    }

    /* Of two long values the beginning is mostly the same, and would be all that is seen. */
    private static int sameBeginning(String a, String b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        int start = Math.max(0, same - MAX_VALUE / 4);
        return start > 0 && Character.isLowSurrogate(a.charAt(start)) ? start - 1 : start;
    }

    private static String from(String value, int start) {
        return start == 0 || start >= value.length()
                ? PlainText.cut(value, MAX_VALUE)
                : "…" + PlainText.cut(value.substring(start), MAX_VALUE);
    }
}
