package io.jenkins.plugins.cloudops.engine.comment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much is planned, or was done, in a few words: {@code 3 to create, 1 to delete}. As in the last line of the log, what
 * is made comes first; lists begin with what is destroyed.
 */
public final class Headline {

    private static final List<Deed> ORDER = List.of(
            Deed.CREATE, Deed.UPDATE, Deed.REPLACE, Deed.DELETE, Deed.IMPORT, Deed.MOVE, Deed.FORGET, Deed.READ);

    private Headline() {}

    /**
     * All stacks together, in plain text and less than 140 characters: for the status of a commit, say. {@code No changes};
     * {@code Failed (denied)}; {@code Applied: 3 created}.
     */
    public static String of(PlanComment comment) {
        List<String> parts = new ArrayList<>();
        List<StackPart> stacks = comment.stacks();
        long failed = stacks.stream().filter(stack -> !stack.failure().isNone()).count();
        if (failed > 0) {
            String kind = stacks.stream().filter(stack -> !stack.failure().isNone()).findFirst().orElseThrow().failure().kind();
            parts.add(stacks.size() == 1
                    ? Messages.Headline_failed(PlainText.of(kind, 20, true))
                    : Messages.Headline_someFailed(failed, stacks.size()));
        }
        if (stacks.size() == 1 && stacks.get(0).applied().isThere()) {
            parts.add(applied(stacks.get(0).applied()));
        } else {
            String planned = planned(sum(stacks), false);
            if (!planned.isEmpty()) {
                parts.add(planned);
            }
        }
        int gates = stacks.stream().mapToInt(stack -> stack.gates().size()).sum();
        if (gates > 0) {
            parts.add(gates(gates));
        }
        return PlainText.cut(parts.isEmpty() ? Messages.Headline_none() : String.join("; ", parts), 139);
    }

    /** {@code ➕ 3 to create, ➖ 1 to delete}; "" if nothing is planned. */
    static String planned(Tally tally, boolean icons) {
        List<String> parts = new ArrayList<>();
        for (Deed deed : ORDER) {
            if (tally.of(deed) > 0) {
                parts.add((icons ? deed.icon() + " " : "") + Messages.Headline_planned(Markdown.number(tally.of(deed)), deed.word()));
            }
        }
        if (parts.isEmpty() && tally.outputs() > 0) {
            parts.add((icons ? Deed.UPDATE.icon() + " " : "")
                    + (tally.outputs() == 1 ? Messages.Headline_output() : Messages.Headline_outputs(Markdown.number(tally.outputs()))));
        }
        return String.join(", ", parts);
    }

    static String gates(int broken) {
        return broken == 1 ? Messages.Headline_gate() : Messages.Headline_gates(Markdown.number(broken));
    }

    /** {@code Applied: 3 created, 1 updated}. */
    static String applied(Applied applied) {
        String counts = counts(applied);
        return word(applied) + (counts.isEmpty() ? "" : ": " + counts);
    }

    /** {@code 3 created, 1 failed}; "" for none. */
    static String counts(Applied applied) {
        List<String> parts = new ArrayList<>();
        applied.counts().forEach((word, count) -> {
            if (count > 0) {
                parts.add(Markdown.number(count) + " " + word);
            }
        });
        return String.join(", ", parts);
    }

    private static String word(Applied applied) {
        return switch (applied.outcome()) {
            case NOT_YET, RUNNING -> Messages.Headline_applying();
            case APPLIED -> Messages.Headline_applied();
            case FAILED -> Messages.Headline_applyFailed();
            case STOPPED -> Messages.Headline_applyStopped();
            case UNKNOWN -> Messages.Headline_applyUnknown();
        };
    }

    static Tally sum(List<StackPart> stacks) {
        Map<Deed, Integer> counts = new EnumMap<>(Deed.class);
        int outputs = 0;
        int drift = 0;
        boolean errored = false;
        boolean complete = true;
        for (StackPart stack : stacks) {
            stack.tally().counts().forEach((deed, count) -> counts.merge(deed, count, Integer::sum));
            outputs += stack.tally().outputs();
            drift += stack.tally().drift();
            errored |= stack.tally().errored();
            complete &= stack.tally().complete();
        }
        return new Tally(counts, outputs, drift, errored, complete);
    }
}
