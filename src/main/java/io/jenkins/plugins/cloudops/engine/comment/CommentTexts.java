package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Texts of a comment that somebody has replaced by templates of their own. */
public final class CommentTexts {

    /** The texts that can be replaced. */
    public enum Text {
        HEADLINE,
        INTRODUCTION,
        QUIET,
        FAILED,
        APPLIED,
        FOOTER
    }

    /** Nothing is replaced. */
    public static final CommentTexts DEFAULT = new CommentTexts(Map.of());

    private final Map<Text, String> templates;

    private CommentTexts(Map<Text, String> templates) {
        this.templates = templates;
    }

    /** @param templates by text; one that is blank, missing or broken leaves the default */
    public static CommentTexts of(Map<Text, String> templates) {
        Map<Text, String> kept = new EnumMap<>(Text.class);
        templates.forEach((text, template) -> {
            if (!template.isBlank()) {
                kept.put(text, template);
            }
        });
        return new CommentTexts(Collections.unmodifiableMap(kept));
    }

    /** Which of the templates are broken, a sentence each. */
    public List<String> problems() {
        return List.of();
    }
}
