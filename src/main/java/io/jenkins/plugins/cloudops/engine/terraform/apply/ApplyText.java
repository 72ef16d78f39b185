package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.terraform.event.DiagnosticText;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.util.ArrayList;
import java.util.List;

/**
 * An apply for the console when it is over: warnings and errors, each once; what failed, was interrupted or was not
 * reached; what took longest; and at the very end one line of counts. Plain text without colours; no character of it can
 * act on a terminal. Not redacted: pass in {@link ApplyOutcome#redacted}.
 *
 * <p>Limits: {@value #MAX_CHARACTERS} characters of warnings and errors, beyond which they are counted;
 * {@value #MAX_ADDRESSES} addresses of each kind, so far as {@link ApplyOutcome#resources()} has them.
 */
public final class ApplyText {

    static final int MAX_CHARACTERS = 60_000;
    static final int MAX_ADDRESSES = 20;
    static final long WORTH_A_LINE = 1_000;

    private static final List<Action> ALWAYS = List.of(Action.CREATE, Action.UPDATE, Action.DELETE);
    private static final List<Action> WHEN_ANY = List.of(Action.REPLACE, Action.MOVE, Action.FORGET, Action.READ);

    private final StringBuilder out = new StringBuilder();
    private final ApplyOutcome apply;

    private ApplyText(ApplyOutcome apply) {
        this.apply = apply;
    }

    /** The whole text, its lines ended by {@code \n}, the last line by nothing. */
    public static String of(ApplyOutcome apply) {
        return new ApplyText(apply).render();
    }

    /**
     * The last line of {@link #of}: {@code Applied: 3 created, 1 updated, 0 deleted in 1m2s}, or {@code Apply incomplete: 3
     * created, 1 updated, 0 deleted; 2 failed, 30 not reached, after 1m2s}; with replaced, imported and other ones when there
     * are any.
     */
    public static String lastLine(ApplyOutcome apply) {
        List<String> did = new ArrayList<>();
        for (Action action : ALWAYS) {
            did.add(Words.number(apply.applied().of(action)) + " " + Words.past(action));
        }
        WHEN_ANY.forEach(action -> counted(apply.applied().of(action), Words.past(action), did));
        counted(apply.imported(), Words.past(Action.IMPORT), did);
        List<String> not = new ArrayList<>();
        counted(apply.failed(), Outcome.FAILED.word(), not);
        counted(apply.interrupted(), Outcome.INTERRUPTED.word(), not);
        counted(apply.notReached(), Outcome.NOT_REACHED.word(), not);
        String time = Words.seconds(apply.millis() / 1000);
        return apply.finished()
                ? "Applied: " + String.join(", ", did) + " in " + time
                : "Apply incomplete: " + String.join(", ", did) + (not.isEmpty() ? "" : "; " + String.join(", ", not)) + ", after " + time;
    }

    private static void counted(int count, String what, List<String> into) {
        if (count > 0) {
            into.add(Words.number(count) + " " + what);
        }
    }

    private String render() {
        problems(apply.warnings(), apply.warningsOmitted(), "warning");
        problems(apply.errors(), apply.errorsOmitted(), "error");
        addresses("Failed:", Outcome.FAILED, apply.failed());
        addresses("Interrupted, so that nobody knows whether they were done:", Outcome.INTERRUPTED, apply.interrupted());
        addresses("Not reached:", Outcome.NOT_REACHED, apply.notReached());
        slowest();
        return out.append(lastLine(apply)).toString();
    }

    private void problems(List<Problem> problems, int omitted, String word) {
        int more = omitted;
        for (Problem problem : problems) {
            if (out.length() >= MAX_CHARACTERS) {
                more += problem.count();
                continue;
            }
            out.append(DiagnosticText.of(problem.diagnostic()));
            if (problem.count() > 1) {
                int again = problem.count() - 1;
                out.append("(and ").append(Words.number(again)).append(again == 1 ? " time more)\n" : " times more)\n");
            }
            out.append('\n');
        }
        if (more > 0) {
            out.append("and ").append(Words.number(more)).append(" more ").append(word).append(more == 1 ? "\n\n" : "s\n\n");
        }
    }

    private void addresses(String title, Outcome outcome, int count) {
        if (count == 0) {
            return;
        }
        out.append(title).append('\n');
        int shown = 0;
        for (ResourceOutcome resource : apply.resources()) {
            if (resource.outcome() == outcome && shown < MAX_ADDRESSES) {
                shown++;
                out.append(String.format("%3s ", resource.action().symbol())).append(Words.address(resource.address())).append(deposed(resource))
                        .append("  (").append(resource.action().word()).append(")\n");
            }
        }
        if (count > shown) {
            out.append("    and ").append(Words.number(count - shown)).append(" more\n");
        }
        out.append('\n');
    }

    private void slowest() {
        List<ResourceOutcome> slow = apply.slowest().stream().filter(resource -> resource.millis() >= WORTH_A_LINE).toList();
        if (slow.isEmpty() || apply.total() < 2) {
            return;
        }
        out.append("Slowest:\n");
        for (ResourceOutcome resource : slow) {
            out.append(String.format("%8s  ", Words.seconds(resource.millis() / 1000))).append(Words.address(resource.address()))
                    .append(deposed(resource)).append("  (").append(resource.action().word()).append(")\n");
        }
        out.append('\n');
    }

    private static String deposed(ResourceOutcome resource) {
        return resource.deposed().isEmpty() ? "" : " (deposed object " + Printable.line(resource.deposed()) + ")";
    }
}
