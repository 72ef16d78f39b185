package io.jenkins.plugins.cloudops.engine.terraform.plan;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.util.List;
import java.util.Locale;

/**
 * A plan for the console: what is destroyed first, then what changes outputs, then what was changed outside, and at the
 * very end one line of counts. Plain text without colours; no character of the plan can act on a terminal.
 *
 * <p>Limits: {@value #MAX_CHARACTERS} characters in all, of which attributes take up to {@value #MAX_DETAIL}: beyond them
 * changes have only their header, and beyond the whole they are counted. {@value #MAX_ATTRIBUTES} attributes a change,
 * {@value #MAX_VALUE} characters a value. The lines of counts come on top.
 */
public final class PlanText {

    static final int MAX_CHARACTERS = 120_000;
    static final int MAX_DETAIL = 80_000;
    static final int MAX_ATTRIBUTES = 60;
    static final int MAX_VALUE = 160;

    private static final int MAX_ADDRESS = 500;
    private static final List<Action> ALWAYS = List.of(Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE);
    private static final List<Action> WHEN_ANY = List.of(Action.IMPORT, Action.MOVE, Action.FORGET, Action.READ);

    private final StringBuilder out = new StringBuilder();

    private final boolean values;

    private PlanText(boolean values) {
        this.values = values;
    }

    /** The whole text, its lines ended by {@code \n}, the last line by nothing. */
    public static String of(PlanSummary plan) {
        return new PlanText(true).render(plan);
    }

    /** The same without attributes and without the values of outputs: what becomes of which object, and the counts. */
    public static String withoutValues(PlanSummary plan) {
        return new PlanText(false).render(plan);
    }

    /**
     * The last line of {@link #of}: {@code Plan: 3 to create, 1 to update, 2 to replace, 0 to delete}, with imports, moves,
     * forgotten and read ones when there are any; or a sentence that begins with {@code No changes.}
     */
    public static String lastLine(PlanSummary plan) {
        if (!plan.hasChanges() && !plan.errored()) {
            return plan.drift() == 0
                    ? "No changes. The infrastructure matches the configuration."
                    : "No changes. What was changed outside of Terraform asks for none.";
        }
        StringBuilder line = new StringBuilder("Plan: ");
        for (Action action : ALWAYS) {
            line.append(action == ALWAYS.get(0) ? "" : ", ").append(count(plan.counts().of(action), action));
        }
        for (Action action : WHEN_ANY) {
            if (plan.counts().of(action) > 0) {
                line.append(", ").append(count(plan.counts().of(action), action));
            }
        }
        return line.toString();
    }

    private String render(PlanSummary plan) {
        section("", plan.changes(), plan.changesOmitted(), false);
        outputs(plan);
        section("Changed outside of Terraform:", plan.drifted(), plan.drift() - plan.drifted().size(), true);
        if (plan.errored()) {
            out.append("Planning failed: there may be more changes than these.\n\n");
        } else if (!plan.complete()) {
            out.append("This plan is not complete: another one has to follow it.\n\n");
        }
        return out.append(lastLine(plan)).toString();
    }

    private void section(String title, List<Change> changes, int omitted, boolean happened) {
        if (changes.isEmpty() && omitted <= 0) {
            return;
        }
        out.append(title.isEmpty() ? "" : title + "\n\n");
        int shown = 0;
        while (shown < changes.size() && out.length() < MAX_CHARACTERS) {
            Change change = changes.get(shown++);
            header(change, happened);
            attributes(change);
        }
        int more = changes.size() - shown + Math.max(0, omitted);
        if (more > 0) {
            out.append("and ").append(number(more)).append(more == 1 ? " more change\n" : " more changes\n");
        }
        out.append(out.charAt(out.length() - 2) == '\n' ? "" : "\n");
    }

    private void header(Change change, boolean happened) {
        out.append(String.format("%3s ", change.action().symbol()))
                .append(shortened(Printable.line(change.address()), MAX_ADDRESS))
                .append(change.deposed().isEmpty() ? "" : " (deposed object " + Printable.line(change.deposed()) + ")")
                .append("  (")
                .append(change.action().word())
                .append(!happened ? "" : change.action().word().endsWith("e") ? "d" : "ed");
        if (!change.reason().isEmpty()) {
            out.append(change.reason().startsWith("because ") ? " " : ": ").append(Printable.line(change.reason()));
        }
        if (change.imported() && change.action() != Action.IMPORT) {
            out.append(", imported");
        }
        if (!change.movedFrom().isEmpty()) {
            out.append(change.action() == Action.MOVE ? " from " : ", moved from ")
                    .append(shortened(Printable.line(change.movedFrom()), MAX_ADDRESS));
        }
        out.append(")\n");
    }

    private void attributes(Change change) {
        int total = change.attributes().size() + change.attributesOmitted();
        if (!values) {
            return;
        }
        if (total == 0) {
            out.append(out.length() > MAX_DETAIL ? "" : "\n");
            return;
        }
        int shown = 0;
        while (shown < Math.min(change.attributes().size(), MAX_ATTRIBUTES) && out.length() < MAX_DETAIL) {
            attribute(change.attributes().get(shown++));
        }
        if (shown > 0 && total > shown) {
            out.append("      and ").append(number(total - shown)).append(" more attributes\n");
        }
        out.append(shown > 0 ? "\n" : "");
    }

    private void attribute(AttributeChange attribute) {
        line("      ", attribute.kind().symbol(), attribute.path(), attribute.before(), attribute.after());
        out.append(attribute.forcesReplacement() ? "  # forces replacement\n" : "\n");
    }

    private void outputs(PlanSummary plan) {
        if (plan.outputsChanged() == 0) {
            return;
        }
        out.append("Outputs:\n\n");
        int shown = 0;
        while (shown < plan.outputs().size() && out.length() < MAX_CHARACTERS) {
            OutputChange output = plan.outputs().get(shown++);
            if (values) {
                line("  ", output.action().symbol(), output.name(), output.before(), output.after());
            } else {
                out.append("  ").append(output.action().symbol()).append(' ').append(shortened(Printable.line(output.name()), MAX_ADDRESS));
            }
            out.append('\n');
        }
        if (plan.outputsChanged() > shown) {
            out.append("  and ").append(number(plan.outputsChanged() - shown)).append(" more outputs\n");
        }
        out.append('\n');
    }

    private void line(String indent, String symbol, String name, String before, String after) {
        String old = Printable.line(before);
        String fresh = Printable.line(after);
        int same = old.length() > MAX_VALUE || fresh.length() > MAX_VALUE ? sameBeginning(old, fresh) : 0;
        out.append(indent).append(symbol).append(' ').append(shortened(Printable.line(name), MAX_ADDRESS)).append(" = ");
        if (old.equals(Redactor.MASK) && fresh.equals(Redactor.MASK)) {
            out.append(Redactor.MASK);
            return;
        }
        out.append(from(old, same)).append(old.isEmpty() || fresh.isEmpty() ? "" : " -> ").append(from(fresh, same));
    }

    /* Of two long values the beginning is mostly the same, and would be all that is seen. */
    private static int sameBeginning(String a, String b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        return Math.max(0, same - MAX_VALUE / 4);
    }

    private static String from(String value, int start) {
        return start == 0 || value.isEmpty() ? shortened(value, MAX_VALUE) : "…" + shortened(value.substring(start), MAX_VALUE);
    }

    private static String shortened(String text, int limit) {
        return text.length() <= limit ? text : AttributeText.cutAt(text, limit - 1);
    }

    private static String count(int count, Action action) {
        return number(count) + " to " + action.word();
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
