package io.jenkins.plugins.cloudops.engine.comment;

import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Texts of a comment that somebody has replaced by templates of their own: Markdown with the tags of Mustache. What a tag
 * stands for comes escaped, in whatever way it is written; there are no partials, no lambdas and no lists.
 *
 * <p>A template that is broken leaves the default text, and a sentence in {@link #problems()}.
 */
public final class CommentTexts {

    /** The most characters of a template. */
    public static final int MAX_TEMPLATE = 4_000;

    /** The texts that can be replaced. */
    public enum Text {
        /** The first line on a stack, heading signs included. */
        HEADLINE,
        /** Below the first headline; there is none by default. */
        INTRODUCTION,
        /** The only line of a comment on plans without changes. */
        QUIET,
        /** What is said of a plan or an apply that failed, before what the tool said. */
        FAILED,
        /** What is said of an apply. */
        APPLIED,
        /** The end. */
        FOOTER;

        /** As a setting is called: in lower case. */
        public String setting() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing is replaced. */
    public static final CommentTexts DEFAULT = new CommentTexts(new EnumMap<>(Text.class), List.of());

    private static final Pattern FENCE = Pattern.compile("(?m)^ {0,3}(?:`{3,}|~{3,})");

    private final Map<Text, Template> templates;
    private final List<String> problems;

    private CommentTexts(Map<Text, Template> templates, List<String> problems) {
        this.templates = templates;
        this.problems = List.copyOf(problems);
    }

    /** @param templates by text; one that is blank, missing or broken leaves the default */
    public static CommentTexts of(Map<Text, String> templates) {
        Map<Text, Template> good = new EnumMap<>(Text.class);
        List<String> problems = new ArrayList<>();
        for (Text text : Text.values()) {
            String source = templates.getOrDefault(text, "");
            if (source.isBlank()) {
                continue;
            }
            try {
                Template template = TemplateFacts.compile(source.length() > MAX_TEMPLATE ? "" : source);
                String made = template.execute(TemplateFacts.example());
                String problem = source.length() > MAX_TEMPLATE
                        ? Messages.CommentTexts_tooLong(MAX_TEMPLATE, source.length())
                        : made.contains(TemplateFacts.NO_TEXT) ? TemplateFacts.noText() : unclosed(source);
                if (problem.isEmpty()) {
                    good.put(text, template);
                } else {
                    problems.add(Messages.CommentTexts_broken(text.setting(), problem));
                }
            } catch (MustacheException | UnsupportedOperationException e) {
                problems.add(Messages.CommentTexts_broken(text.setting(), TemplateFacts.problem(e)));
            }
        }
        return new CommentTexts(good, problems);
    }

    /** Which of the templates are broken, a sentence each. */
    public List<String> problems() {
        return problems;
    }

    boolean has(Text text) {
        return templates.containsKey(text);
    }

    /** The text, or the default where there is no template. */
    String of(Text text, Map<String, Object> facts, String otherwise) {
        Template template = templates.get(text);
        if (template == null) {
            return otherwise;
        }
        String made = template.execute(facts).strip();
        // Together, pieces that are fine on their own might open what nobody closes.
        return unclosed(made).isEmpty() ? made : otherwise;
    }

    private static String unclosed(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (FENCE.matcher(text).results().count() % 2 != 0) {
            return Messages.CommentTexts_fence();
        }
        for (String tag : List.of("details", "summary", "sub", "sup", "table", "pre", "code", "div")) {
            if (count(lower, "<" + tag + "(?=[\\s>])") != count(lower, "</" + tag + "\\s*>")) {
                return Messages.CommentTexts_tag("<" + tag + ">");
            }
        }
        return count(lower, "<!--") != count(lower, "-->") ? Messages.CommentTexts_tag("<!--") : "";
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
