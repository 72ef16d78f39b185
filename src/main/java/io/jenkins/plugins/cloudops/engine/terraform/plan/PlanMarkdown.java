package io.jenkins.plugins.cloudops.engine.terraform.plan;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan in a few lines of Markdown (CommonMark, as the forges understand it): the counts in words, what is destroyed by
 * address, and what else there is by type. Values never occur in it, and no text of the plan acts as Markdown or HTML.
 *
 * <p>Limits: {@value #MAX_LISTED} deletions and replacements with addresses of up to {@value #MAX_ADDRESS} characters,
 * {@value #MAX_TYPES} types for each action; so less than 20,000 characters.
 */
public final class PlanMarkdown {

    static final int MAX_LISTED = 20;
    static final int MAX_TYPES = 10;
    static final int MAX_ADDRESS = 300;

    private PlanMarkdown() {}

    public static String of(PlanSummary plan) {
        StringBuilder out = new StringBuilder("**").append(headline(plan)).append("**\n");
        if (plan.errored()) {
            out.append("\nPlanning failed: there may be more changes than these.\n");
        }
        destroyed(plan, out);
        others(plan, out);
        if (plan.outputsChanged() > 0) {
            out.append("\n").append(things(plan.outputsChanged(), "output")).append(" changed.\n");
        }
        if (plan.drift() > 0) {
            out.append("\n").append(things(plan.drift(), "resource")).append(" changed outside of Terraform.\n");
        }
        return out.toString();
    }

    private static String headline(PlanSummary plan) {
        List<String> parts = new ArrayList<>();
        for (Action action : Action.values()) {
            int count = plan.counts().of(action);
            if (count > 0 && action != Action.NO_OP) {
                parts.add((parts.isEmpty() ? things(count, "resource") : number(count)) + " to " + action.word());
            }
        }
        if (parts.isEmpty()) {
            return plan.outputsChanged() > 0 ? "Only outputs change" : "No changes";
        }
        return String.join(", ", parts);
    }

    private static void destroyed(PlanSummary plan, StringBuilder out) {
        int listed = 0;
        for (Change change : plan.changes()) {
            if (listed == MAX_LISTED || change.action().compareTo(Action.REPLACE) > 0) {
                break;
            }
            String reason = change.reason().isEmpty()
                    ? ""
                    : (change.reason().startsWith("because ") ? " " : ": ") + escaped(change.reason());
            out.append(listed++ == 0 ? "\n" : "")
                    .append("- ")
                    .append(change.action().word())
                    .append(' ')
                    .append(code(change.address()))
                    .append(reason)
                    .append('\n');
        }
        int more = plan.counts().delete() + plan.counts().replace() - listed;
        if (more > 0) {
            out.append("- and ").append(number(more)).append(" more to delete or replace\n");
        }
    }

    private static void others(PlanSummary plan, StringBuilder out) {
        boolean first = true;
        for (Action action : Action.values()) {
            if (action.compareTo(Action.REPLACE) <= 0 || action == Action.NO_OP || plan.counts().of(action) == 0) {
                continue;
            }
            out.append(first ? "\n" : "")
                    .append("- ")
                    .append(number(plan.counts().of(action)))
                    .append(" to ")
                    .append(action.word())
                    .append(types(plan, action))
                    .append('\n');
            first = false;
        }
    }

    /* Only when all of them are known, or the sum would not fit the count before it. */
    private static String types(PlanSummary plan, Action action) {
        Map<String, Integer> types = new TreeMap<>();
        plan.changes().stream()
                .filter(change -> change.action() == action)
                .forEach(change -> types.merge(change.type(), 1, Integer::sum));
        int known = types.values().stream().mapToInt(Integer::intValue).sum();
        if (known != plan.counts().of(action) || types.size() > MAX_TYPES) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        types.forEach((type, count) -> parts.add(number(count) + " " + code(type)));
        return ": " + String.join(", ", parts);
    }

    /** Text as code: fenced by more backticks than it has in a row, since nothing can be escaped within. */
    static String code(String text) {
        String line = Printable.line(text);
        String shown = line.length() <= MAX_ADDRESS ? line : AttributeText.cutAt(line, MAX_ADDRESS - 1);
        // A table splits cells at pipes even in code, and some forges look for mentions and tags there.
        String harmless = shown.replace("|", "\u00a6").replace("<", "\u2039").replace(">", "\u203a");
        int longest = 0;
        int run = 0;
        for (int i = 0; i < harmless.length(); i++) {
            run = harmless.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        String space = longest > 0 || harmless.isBlank() ? " " : "";
        return fence + space + harmless + space + fence;
    }

    private static String escaped(String text) {
        return Printable.line(text).replaceAll("([\\\\`*_{}\\[\\]()#+!|<>&~@-])", "\\\\$1");
    }

    private static String things(int count, String thing) {
        return number(count) + " " + thing + (count == 1 ? "" : "s");
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
