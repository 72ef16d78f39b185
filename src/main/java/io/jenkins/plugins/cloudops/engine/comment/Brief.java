package io.jenkins.plugins.cloudops.engine.comment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan in a few lines of Markdown for any place: the counts, what is destroyed by address, and what else there is by
 * type. Values never occur in it, and no text of the plan acts as Markdown or HTML.
 *
 * <p>Limits: {@value #MAX_LISTED} deletions and replacements, {@value #MAX_TYPES} types for each deed; so less than 20,000
 * characters.
 */
public final class Brief {

    static final int MAX_LISTED = 20;
    static final int MAX_TYPES = 10;

    private static final Dialect ANYWHERE = new Dialect("any", false, false, 20_000, Unit.UTF16);

    private final Markdown markdown = new Markdown(ANYWHERE);
    private final StackPart stack;

    private Brief(StackPart stack) {
        this.stack = stack;
    }

    public static String of(StackPart stack) {
        return new Brief(stack).render();
    }

    private String render() {
        Tally tally = stack.tally();
        String planned = Headline.planned(tally, false);
        StringBuilder out = new StringBuilder("**").append(planned.isEmpty() ? Messages.Headline_none() : planned).append("**\n");
        if (tally.errored()) {
            out.append('\n').append(Messages.Brief_errored()).append('\n');
        }
        list(out, destroyed());
        list(out, others());
        if (tally.outputs() > 0) {
            out.append('\n').append(tally.outputs() == 1 ? Messages.Brief_output() : Messages.Brief_outputs(Markdown.number(tally.outputs()))).append('\n');
        }
        if (tally.drift() > 0) {
            out.append('\n').append(tally.drift() == 1 ? Messages.Brief_drifted() : Messages.Brief_drift(Markdown.number(tally.drift()))).append('\n');
        }
        return out.toString();
    }

    private static void list(StringBuilder out, List<String> lines) {
        if (!lines.isEmpty()) {
            out.append('\n').append(String.join("", lines));
        }
    }

    private List<String> destroyed() {
        ChangeLine line = new ChangeLine(markdown);
        List<String> lines = new ArrayList<>(stack.changes().stream().filter(item -> item.deed().destroys()).limit(MAX_LISTED).map(line::destroyed).toList());
        int more = stack.tally().of(Deed.DELETE) + stack.tally().of(Deed.REPLACE) - lines.size();
        if (more > 0) {
            lines.add("- " + Messages.Brief_more(Markdown.number(more)) + "\n");
        }
        return lines;
    }

    private List<String> others() {
        List<String> lines = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            int count = deed.destroys() ? 0 : stack.tally().of(deed);
            if (count > 0) {
                lines.add("- " + Messages.Headline_planned(Markdown.number(count), deed.word()) + types(deed, count) + "\n");
            }
        }
        return lines;
    }

    /* Only when all of them are known, or the sum would not fit the count before it. */
    private String types(Deed deed, int count) {
        Map<String, Integer> types = new TreeMap<>();
        stack.changes().stream().filter(item -> item.deed() == deed).forEach(item -> types.merge(item.type(), 1, Integer::sum));
        if (types.values().stream().mapToInt(Integer::intValue).sum() != count || types.size() > MAX_TYPES) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        types.forEach((type, of) -> parts.add(Markdown.number(of) + " " + markdown.code(type)));
        return ": " + String.join(", ", parts);
    }
}
