package io.jenkins.plugins.cloudops.engine.comment;

import io.jenkins.plugins.cloudops.engine.comment.Document.Frame;
import io.jenkins.plugins.cloudops.engine.comment.Document.Level;
import io.jenkins.plugins.cloudops.engine.comment.Document.More;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The changes of one stack: what is destroyed, the others by module, what was changed outside. Each is a list; what
 * becomes of the attributes is folded away below it, where the forge folds.
 */
final class ChangeSections {

    /** A list longer than this is folded. */
    private static final int FOLDED = 15;

    private static final int FOLDED_DESTROYED = 50;
    /* Where nothing folds, whoever reads has to scroll past all of it. */
    private static final int MOST_UNFOLDED = 60;
    private static final int MOST_UNFOLDED_DIFFS = 10;

    private final Document document;
    private final Markdown markdown;
    private final StackPart stack;
    private final String heading;
    private final ChangeLine lines;
    private final AttributeLines attributes;
    private final boolean folds;
    private final Frame frame;
    private final Frame diffs;
    private int order;
    private int diffOrder;

    /** @param frame of all that is planned for the stack */
    ChangeSections(Document document, Markdown markdown, boolean values, StackPart stack, String heading, Frame frame) {
        this.document = document;
        this.markdown = markdown;
        this.stack = stack;
        this.heading = heading;
        this.frame = frame;
        lines = new ChangeLine(markdown);
        attributes = new AttributeLines(markdown, values);
        folds = markdown.dialect().html();
        diffs = document.counting(frame, "", "", (count, none) -> "\n" + markdown.small(count == 1
                ? Messages.ChangeSections_oneDiffLeft(page())
                : Messages.ChangeSections_diffsLeft(Markdown.number(count), page())) + "\n", 0);
    }

    /** What is deleted and replaced, each with its reason. */
    void destroyed() {
        int deleted = stack.tally().of(Deed.DELETE);
        int replaced = stack.tally().of(Deed.REPLACE);
        if (deleted + replaced == 0) {
            return;
        }
        List<Item> items = stack.changes().stream().filter(item -> item.deed().destroys()).toList();
        String title = "⚠️ " + (replaced == 0
                ? Messages.ChangeSections_deleted(Markdown.number(deleted))
                : deleted == 0
                        ? Messages.ChangeSections_replaced(Markdown.number(replaced))
                        : Messages.ChangeSections_deletedAndReplaced(Markdown.number(deleted), Markdown.number(replaced)));
        Frame section = section(title, deleted + replaced - items.size());
        Frame rest = folds && items.size() > FOLDED_DESTROYED
                ? fold(section, Messages.ChangeSections_others(Markdown.number(items.size() - FOLDED_DESTROYED)))
                : section;
        for (int i = 0; i < items.size(); i++) {
            document.row(i < FOLDED_DESTROYED ? section : rest, Level.DESTROYED, i, lines.destroyed(items.get(i)));
        }
        document.end(section);
        diffs(frame, items, Level.DESTROYED_DIFF);
    }

    /** All other changes, by module. */
    void others() {
        int total = stack.tally().total() - stack.tally().of(Deed.DELETE) - stack.tally().of(Deed.REPLACE);
        if (total == 0) {
            return;
        }
        List<Item> items = stack.changes().stream().filter(item -> !item.deed().destroys()).toList();
        List<Item> listed = folds || items.size() <= MOST_UNFOLDED ? items : items.subList(0, MOST_UNFOLDED);
        boolean destroys = stack.tally().of(Deed.DELETE) + stack.tally().of(Deed.REPLACE) > 0;
        Frame section = section(destroys ? Messages.ChangeSections_other() : Messages.ChangeSections_changes(), total - listed.size());
        Map<String, List<Item>> modules = new TreeMap<>();
        listed.forEach(item -> modules.computeIfAbsent(item.module(), name -> new ArrayList<>()).add(item));
        modules.forEach((module, inModule) -> module(section, module, inModule, modules.size() > 1));
        document.end(section);
    }

    private void module(Frame section, String module, List<Item> items, boolean several) {
        Frame frame = section;
        String counts = Headline.planned(tally(items), true);
        boolean isLong = folds && items.size() > FOLDED;
        if (isLong) {
            String name = module.isEmpty() ? Messages.ChangeSections_root() : markdown.htmlCode(module);
            // Of how many in each module not all are listed, nobody knows.
            frame = fold(section, name + ": " + (section.omitted() == 0 ? counts : Messages.ChangeSections_some()));
        } else if (several || !module.isEmpty()) {
            String name = module.isEmpty() ? Messages.ChangeSections_root() : markdown.code(module);
            frame = document.frame(section, "\n" + name + "\n\n", "\n");
        }
        for (Item item : items) {
            document.row(frame, Level.CHANGE, order++, lines.other(item));
        }
        diffs(frame, items, Level.DIFF);
    }

    /** What was changed outside. */
    void drift() {
        if (stack.tally().drift() == 0) {
            return;
        }
        List<Item> items = stack.drifted();
        String title = "⚠️ " + Messages.ChangeSections_drift();
        Frame section = section(title, stack.tally().drift() - items.size());
        Frame list = folds && items.size() > FOLDED ? fold(section, Messages.ChangeSections_objects(Markdown.number(items.size()))) : section;
        for (int i = 0; i < items.size(); i++) {
            document.row(list, Level.DRIFT, i, lines.happened(items.get(i)));
        }
        document.end(section);
        diffs(frame, items, Level.DIFF);
    }

    /** Says whose attributes are left out. */
    void end() {
        document.end(diffs);
    }

    private void diffs(Frame around, List<Item> items, Level level) {
        Frame block = null;
        int shown = 0;
        for (Item item : items) {
            String text = shown < (folds ? Integer.MAX_VALUE : MOST_UNFOLDED_DIFFS) ? attributes.of(item) : "";
            if (!text.isEmpty()) {
                if (block == null) {
                    block = folds
                            ? document.frame(around, "\n<details><summary>" + Messages.ChangeSections_attributes()
                                    + "</summary>\n\n```diff\n", "```\n\n</details>\n\n")
                            : document.frame(around, "\n```diff\n", "```\n");
                }
                document.row(block, level, diffOrder++, text, diffs);
                shown++;
            }
        }
    }

    private Frame section(String title, int omitted) {
        More more = (count, none) -> (none ? "" : "- ") + more(count, none) + "\n";
        return document.counting(frame, "\n" + heading + title + "\n\n", "", more, Math.max(0, omitted));
    }

    private Frame fold(Frame around, String summary) {
        return document.frame(around, "\n<details><summary>" + summary + "</summary>\n\n", "\n</details>\n\n");
    }

    private String more(int count, boolean none) {
        String text = none ? Messages.ChangeSections_none(Markdown.number(count)) : Messages.ChangeSections_more(Markdown.number(count));
        return markdown.link(text, stack.place().url());
    }

    private String page() {
        return markdown.link(Messages.ChangeSections_page(), stack.place().url());
    }

    private static Tally tally(List<Item> items) {
        Map<Deed, Integer> counts = new EnumMap<>(Deed.class);
        items.forEach(item -> counts.merge(item.deed(), 1, Integer::sum));
        return new Tally(counts, 0, 0, false, true);
    }
}
