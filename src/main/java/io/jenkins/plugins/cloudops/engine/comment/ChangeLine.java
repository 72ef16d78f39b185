package io.jenkins.plugins.cloudops.engine.comment;

import java.util.List;
import java.util.stream.Collectors;

/** One resource as an entry of a list: what is done to it, and why. */
final class ChangeLine {

    private static final int MAX_NAMES = 3;

    private final Markdown markdown;

    ChangeLine(Markdown markdown) {
        this.markdown = markdown;
    }

    /** {@code - ♻️ **replace** `aws_instance.web`: cannot be updated in place (`ami`)}, with its end. */
    String destroyed(Item item) {
        return "- " + item.deed().icon() + " **" + item.deed().word() + "** " + markdown.code(item.address()) + about(item)
                + names(forcing(item), " (", ")") + "\n";
    }

    /** {@code - ✏️ update `aws_instance.web`: `tags.Name`}, with its end; the address without that of its module. */
    String other(Item item) {
        return "- " + item.deed().icon() + " " + item.deed().word() + " " + markdown.code(within(item)) + about(item) + updated(item)
                + "\n";
    }

    /** {@code - ✏️ updated `aws_instance.web`: `tags.Name`}, with its end. */
    String happened(Item item) {
        return "- " + item.deed().icon() + " " + item.deed().done() + " " + markdown.code(item.address()) + updated(item) + "\n";
    }

    private String about(Item item) {
        StringBuilder out = new StringBuilder();
        if (!item.deposed().isEmpty()) {
            out.append(" (").append(Messages.ChangeLine_deposed(markdown.code(item.deposed()))).append(')');
        }
        if (!item.reason().isEmpty()) {
            out.append(item.reason().startsWith("because ") ? " " : ": ").append(markdown.words(item.reason()));
        }
        if (item.imported() && item.deed() != Deed.IMPORT) {
            out.append(", ").append(Messages.ChangeLine_imported());
        }
        if (!item.movedFrom().isEmpty()) {
            String from = markdown.code(item.movedFrom());
            out.append(item.deed() == Deed.MOVE ? " " + Messages.ChangeLine_from(from) : ", " + Messages.ChangeLine_moved(from));
        }
        return out.toString();
    }

    private static String within(Item item) {
        String prefix = item.module() + ".";
        return !item.module().isEmpty() && item.address().startsWith(prefix)
                ? item.address().substring(prefix.length())
                : item.address();
    }

    /* What is decided later is forced by the rest, as a rule. */
    private static List<String> forcing(Item item) {
        List<AttributeItem> all = item.attributes().stream().filter(AttributeItem::forces).toList();
        List<AttributeItem> known = all.stream().filter(attribute -> !attribute.after().equals(AttributeItem.UNKNOWN)).toList();
        return (known.isEmpty() ? all : known).stream().map(AttributeItem::path).toList();
    }

    private String updated(Item item) {
        return item.deed() == Deed.UPDATE
                ? names(item.told().stream().map(AttributeItem::path).toList(), ": ", "")
                : "";
    }

    private String names(List<String> names, String before, String after) {
        if (names.isEmpty()) {
            return "";
        }
        String listed = names.stream().limit(MAX_NAMES).map(name -> markdown.code(name, 100)).collect(Collectors.joining(", "));
        int more = names.size() - MAX_NAMES;
        return before + listed + (more > 0 ? ", " + Messages.ChangeLine_more(Markdown.number(more)) : "") + after;
    }
}
