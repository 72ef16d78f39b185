package io.jenkins.plugins.cloudops.engine.comment;

import io.jenkins.plugins.cloudops.engine.comment.CommentTexts.Text;
import io.jenkins.plugins.cloudops.engine.comment.Document.Frame;
import io.jenkins.plugins.cloudops.engine.comment.Document.Level;
import io.jenkins.plugins.cloudops.engine.comment.Document.Row;
import java.util.List;
import java.util.Map;

/**
 * What a comment tells of one stack: how it stands, then what is planned in the order in which a reviewer wants to know.
 * Longer than most classes, since it is that order.
 */
final class StackSection {

    private static final int MAX_GATE_RESOURCES = 10;
    private static final int FOLDED_OUTPUTS = 10;

    private final Document document;
    private final Markdown markdown;
    private final CommentTexts texts;
    private final PlanComment comment;
    private final StackPart stack;
    private final Map<String, Object> facts;
    private final boolean alone;
    private final NoticeBlock notices;

    StackSection(Document document, Markdown markdown, CommentTexts texts, PlanComment comment, StackPart stack) {
        this.document = document;
        this.markdown = markdown;
        this.texts = texts;
        this.comment = comment;
        this.stack = stack;
        facts = TemplateFacts.of(markdown, comment, stack);
        alone = comment.stacks().size() == 1;
        notices = new NoticeBlock(markdown);
    }

    void build() {
        Row head = document.row(document.root(), Level.HEAD, 0, "\n" + texts.of(Text.HEADLINE, facts, headline()) + "\n");
        Frame all = document.under(head);
        if (alone) {
            introduction(all);
        }
        state(all);
        failure(all, stack.failure());
        if (stack.applied().isThere()) {
            applied(all);
        }
        plan(stack.applied().isThere() && !stack.tally().isEmpty() ? folded(all) : all);
        String place = alone ? "" : new Footer(markdown).of(stack.place());
        if (!place.isEmpty()) {
            document.row(all, Level.STATE, 1, "\n" + markdown.small(place) + "\n");
        }
    }

    void introduction(Frame frame) {
        String introduction = texts.of(Text.INTRODUCTION, facts, "");
        if (!introduction.isEmpty()) {
            document.row(frame, Level.STATE, 0, "\n" + introduction + "\n");
        }
    }

    private String headline() {
        String label = label(markdown, stack.place());
        String heading = alone ? "### " : "#### ";
        Applied applied = stack.applied();
        if (applied.isThere()) {
            String counts = Headline.counts(applied);
            String said = switch (applied.outcome()) {
                case NOT_YET, RUNNING -> Messages.StackSection_applying(label);
                case APPLIED -> Messages.StackSection_applied(label);
                case FAILED -> Messages.StackSection_applyFailed(label, markdown.code(applied.failure().kind(), 30));
                case STOPPED -> Messages.StackSection_applyStopped(label);
                case UNKNOWN -> Messages.StackSection_applyUnknown(label);
            };
            return heading + said + (counts.isEmpty() ? "" : ": " + counts);
        }
        String planned = Headline.planned(stack.tally(), true);
        if (!stack.failure().isNone() && stack.gates().isEmpty()) {
            String failed = Messages.StackSection_failed(label, markdown.code(stack.failure().kind(), 30));
            return heading + failed + (planned.isEmpty() ? "" : ": " + planned);
        }
        String gates = stack.gates().isEmpty() ? "" : ", ⛔ " + Headline.gates(stack.gates().size());
        return heading + (planned.isEmpty() ? Messages.StackSection_none(label) : label + ": " + planned) + gates;
    }

    /** {@code `stacks/shop` · `staging`}; the workspace that everybody has is left out. */
    static String label(Markdown markdown, Place place) {
        String workspace = place.workspace();
        String label = markdown.code(place.label(), 120);
        return workspace.isEmpty() || workspace.equals("default") ? label : label + " · " + markdown.code(workspace, 80);
    }

    private void state(Frame all) {
        if (stack.tally().errored()) {
            document.row(all, Level.STATE, 0, "\n⚠️ " + Messages.StackSection_errored() + "\n");
        } else if (!stack.tally().complete()) {
            document.row(all, Level.STATE, 0, "\n⚠️ " + Messages.StackSection_incomplete() + "\n");
        }
    }

    private void failure(Frame all, Failure failure) {
        if (failure.isNone()) {
            return;
        }
        String said = failure.sentence().isEmpty()
                ? ""
                : NoticeBlock.OPEN.substring(1) + notices.of(failure.sentence()) + NoticeBlock.CLOSE.stripTrailing();
        String text = texts.of(Text.FAILED, facts, said);
        if (!text.isEmpty()) {
            document.row(all, Level.STATE, 0, "\n" + text + "\n");
        }
        notices(all, Level.ERROR, Messages.StackSection_error(), failure.errors());
    }

    private void applied(Frame all) {
        Applied applied = stack.applied();
        StringBuilder said = new StringBuilder();
        if (!applied.build().isEmpty()) {
            said.append(Messages.StackSection_inBuild(markdown.link(markdown.code(applied.build(), 80), applied.url())));
        }
        if (applied.millis() >= 1000) {
            said.append(said.length() > 0 ? ", " : "").append(Messages.StackSection_took(Duration.of(applied.millis())));
        }
        if (!applied.by().isEmpty()) {
            String by = String.join(", ", applied.by().stream().limit(10).map(user -> markdown.code(user, 60)).toList());
            said.append(said.length() > 0 ? ", " : "").append(Messages.StackSection_by(by));
        }
        String text = texts.of(Text.APPLIED, facts, said.toString());
        if (!text.isEmpty()) {
            document.row(all, Level.STATE, 0, "\n" + text + "\n");
        }
        failure(all, applied.failure());
        notices(all, Level.ERROR, "", applied.failed());
    }

    private Frame folded(Frame all) {
        String planned = Headline.planned(stack.tally(), false);
        String summary = planned.isEmpty() ? Messages.StackSection_plannedAny() : Messages.StackSection_planned(planned);
        return markdown.dialect().html()
                ? document.frame(all, "\n<details><summary>" + summary + "</summary>\n", "\n</details>\n\n")
                : document.frame(all, "\n**" + summary + "**\n", "");
    }

    private void plan(Frame frame) {
        ChangeSections changes = new ChangeSections(document, markdown, comment.values(), stack,
                alone ? "#### " : "##### ", frame);
        changes.destroyed();
        gates(frame);
        changes.others();
        changes.drift();
        changes.end();
        outputs(frame);
        if (!stack.warnings().isEmpty()) {
            Frame warnings = document.frame(frame, heading("⚠️ " + Messages.StackSection_warnings()), "");
            notices(warnings, Level.WARNING, Messages.StackSection_warning(), stack.warnings());
        }
    }

    private void gates(Frame frame) {
        if (stack.gates().isEmpty()) {
            return;
        }
        Frame gates = document.counting(frame, heading("⛔ " + Messages.StackSection_gates()), "",
                (count, none) -> "- " + Messages.StackSection_moreGates(Markdown.number(count)) + "\n", 0);
        int order = 0;
        for (Gate gate : stack.gates()) {
            StringBuilder row = new StringBuilder("- " + markdown.words(gate.sentence()) + "\n");
            gate.resources().stream().limit(MAX_GATE_RESOURCES).forEach(resource -> row.append("  - ").append(markdown.code(resource)).append('\n'));
            int more = Math.max(0, gate.resources().size() - MAX_GATE_RESOURCES) + gate.omitted();
            if (more > 0) {
                row.append("  - ").append(Messages.StackSection_more(Markdown.number(more))).append('\n');
            }
            document.row(gates, Level.GATE, order++, row.toString());
        }
        document.end(gates);
    }

    private void outputs(Frame frame) {
        int total = stack.tally().outputs();
        if (total == 0) {
            return;
        }
        boolean folds = markdown.dialect().html() && stack.outputs().size() > FOLDED_OUTPUTS;
        Frame outputs = document.frame(frame, heading(Messages.StackSection_outputs())
                + (folds ? "<details><summary>" + Messages.StackSection_outputCount(Markdown.number(total)) + "</summary>\n\n" : ""),
                folds ? "\n</details>\n\n" : "");
        Frame block = document.counting(outputs, "```diff\n", "```\n",
                (count, none) -> "! " + Messages.StackSection_more(Markdown.number(count)) + "\n", Math.max(0, total - stack.outputs().size()));
        AttributeLines lines = new AttributeLines(markdown, comment.values());
        int order = 0;
        for (OutputItem output : stack.outputs()) {
            document.row(block, Level.OUTPUT, order++, lines.of(output));
        }
        document.end(block);
    }

    private void notices(Frame frame, Level level, String word, List<Notice> all) {
        if (all.isEmpty()) {
            return;
        }
        Frame block = document.counting(frame, NoticeBlock.OPEN, NoticeBlock.CLOSE,
                (count, none) -> "│ " + Messages.StackSection_more(Markdown.number(count)) + "\n", 0);
        int order = 0;
        for (Notice notice : all) {
            document.row(block, level, order++, notices.of(word, notice));
        }
        document.end(block);
    }

    private String heading(String title) {
        return "\n" + (alone ? "#### " : "##### ") + title + "\n\n";
    }
}
