package io.jenkins.plugins.cloudops.engine.comment;

import java.util.List;
import java.util.Objects;

/**
 * Writes comments for one forge. What it returns is never over the forge's limit, and no text of a plan acts as Markdown or
 * HTML in it.
 */
public final class CommentRenderer {

    private final Dialect dialect;
    private final CommentTexts texts;

    public CommentRenderer(Dialect dialect, CommentTexts texts) {
        this.dialect = Objects.requireNonNull(dialect, "dialect");
        this.texts = Objects.requireNonNull(texts, "texts");
    }

    /**
     * @param marker of the first part
     * @param parts how many comments there may be, at least 1
     * @return at least one text, each with its marker in the first line
     */
    public List<String> render(PlanComment comment, Marker marker, int parts) {
        return List.of(marker.part(1).format(dialect) + "\n\n**" + Headline.of(comment) + "**\n");
    }
}
