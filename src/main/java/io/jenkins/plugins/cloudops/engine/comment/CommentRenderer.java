package io.jenkins.plugins.cloudops.engine.comment;

import io.jenkins.plugins.cloudops.engine.comment.CommentTexts.Text;
import io.jenkins.plugins.cloudops.engine.comment.Document.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Writes comments for one forge. What it returns is never over the forge's limit, every block in it is closed, and no text
 * of a plan acts as Markdown, HTML, a mention, a reference or a link in it.
 */
public final class CommentRenderer {

    private static final int MAX_QUIET = 10;

    private final Markdown markdown;
    private final Dialect dialect;
    private final CommentTexts texts;

    public CommentRenderer(Dialect dialect, CommentTexts texts) {
        this.dialect = Objects.requireNonNull(dialect, "dialect");
        this.texts = Objects.requireNonNull(texts, "texts");
        markdown = new Markdown(dialect);
    }

    /**
     * @param marker of the first part
     * @param parts how many comments there may be, at least 1
     * @return at least one text, each with its marker in the first line
     */
    public List<String> render(PlanComment comment, Marker marker, int parts) {
        Document document = document(comment);
        IntFunction<String> head = part -> marker.part(part).format(dialect) + "\n"
                + (part == 1 ? "" : "\n_" + Messages.CommentRenderer_continued(part) + "_\n");
        String footer = isQuiet(comment) ? "" : footer(comment);
        List<String> filled = new Layout(document, dialect, Math.max(1, parts), head, footer).fill();
        if (filled.isEmpty()) {
            filled = new Layout(document, dialect, Math.max(1, parts), head, "").fill();
        }
        return filled.isEmpty() ? List.of(head.apply(1)) : filled;
    }

    private static boolean isQuiet(PlanComment comment) {
        return comment.stacks().stream().allMatch(StackPart::isQuiet);
    }

    private Document document(PlanComment comment) {
        Document document = new Document((count, none) -> "\n" + Messages.CommentRenderer_moreStacks(Markdown.number(count)) + "\n");
        List<StackPart> stacks = comment.stacks();
        if (isQuiet(comment)) {
            document.row(document.root(), Level.HEAD, 0, "\n" + quiet(comment) + "\n");
            return document;
        }
        if (stacks.size() > 1) {
            overview(document, comment);
        }
        for (StackPart stack : stacks) {
            if (!stack.isQuiet()) {
                new StackSection(document, markdown, texts, comment, stack).build();
            }
        }
        document.end(document.root());
        return document;
    }

    private String quiet(PlanComment comment) {
        List<StackPart> stacks = comment.stacks();
        String labels = stacks.stream().limit(MAX_QUIET).map(this::label).collect(Collectors.joining(", "))
                + (stacks.size() > MAX_QUIET ? ", …" : "");
        String line = "✅ " + (stacks.size() == 1
                ? Messages.CommentRenderer_quiet(labels)
                : Messages.CommentRenderer_allQuiet(Markdown.number(stacks.size()), labels));
        return texts.of(Text.QUIET, TemplateFacts.of(markdown, comment, stacks.get(0)),
                line + new Footer(markdown).inBrackets(comment.build()));
    }

    private void overview(Document document, PlanComment comment) {
        List<StackPart> stacks = comment.stacks();
        List<String> told = new ArrayList<>();
        long failed = stacks.stream().filter(stack -> !stack.failure().isNone()).count();
        if (failed > 0) {
            told.add("❌ " + Messages.CommentRenderer_failed(failed));
        }
        String planned = Headline.planned(Headline.sum(stacks), true);
        if (!planned.isEmpty()) {
            told.add(planned);
        }
        int gates = stacks.stream().mapToInt(stack -> stack.gates().size()).sum();
        if (gates > 0) {
            told.add("⛔ " + Headline.gates(gates));
        }
        document.row(document.root(), Level.HEAD, 0, "\n### " + Messages.CommentRenderer_stacks(Markdown.number(stacks.size()))
                + (told.isEmpty() ? "" : ": " + String.join(", ", told)) + "\n");
        new StackSection(document, markdown, texts, comment, stacks.get(0)).introduction(document.root());
        List<StackPart> quiet = stacks.stream().filter(StackPart::isQuiet).toList();
        if (!quiet.isEmpty()) {
            String labels = quiet.stream().limit(MAX_QUIET).map(this::label).collect(Collectors.joining(", "))
                    + (quiet.size() > MAX_QUIET ? ", …" : "");
            document.row(document.root(), Level.STATE, 0, "\n✅ " + (quiet.size() == 1
                    ? Messages.CommentRenderer_quiet(labels)
                    : Messages.CommentRenderer_allQuiet(Markdown.number(quiet.size()), labels)) + "\n");
        }
    }

    private String label(StackPart stack) {
        return StackSection.label(markdown, stack.place());
    }

    private String footer(PlanComment comment) {
        String facts = new Footer(markdown).of(comment.build(), comment.stacks());
        String apply = comment.build().howToApply().isEmpty() || comment.stacks().stream().anyMatch(stack -> stack.applied().isThere())
                ? ""
                : "➡️ " + TemplateFacts.howToApply(markdown, comment.build()) + "\n";
        String small = facts.isEmpty() ? "" : markdown.small(facts) + "\n";
        String footer = apply + (apply.isEmpty() || small.isEmpty() ? "" : "\n") + small;
        String made = texts.of(Text.FOOTER, TemplateFacts.of(markdown, comment, comment.stacks().get(0)), footer.strip());
        return made.isEmpty() ? "" : "\n" + made + "\n";
    }
}
