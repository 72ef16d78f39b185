package io.jenkins.plugins.cloudops.engine.comment;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Mustache.VariableFetcher;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tags of a template stand for, see docs/pull-requests.md. Texts are Markdown already, so a template cannot get
 * at anything raw; {@code code.NAME} is the same text as code.
 */
final class TemplateFacts {

    /** What comes out where a tag has no text. */
    static final String NO_TEXT = "\u0000";

    private static final int MAX_FACT = 200;

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withCollector(new MapsOnly())
            .withEscaper(text -> text)
            .withFormatter(TemplateFacts::formatted)
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .strictSections(true);

    private TemplateFacts() {}

    static Template compile(String source) {
        return COMPILER.compile(source);
    }

    /** Every name that there is. */
    static Map<String, Object> example() {
        StackPart stack = StackPart.failed(new Place("", "", "", "", "", "", ""), Failure.NONE);
        return of(new Markdown(Dialect.GITHUB), new PlanComment(List.of(stack), BuildFacts.NONE, false), stack);
    }

    static String noText() {
        return Messages.TemplateFacts_noText();
    }

    /** What was wrong, in words of ours where it is a name that there is not. */
    static String problem(RuntimeException e) {
        if (e instanceof MustacheException.Context context) {
            return Messages.TemplateFacts_unknown(context.key, context.lineNo, String.join(", ", names()));
        }
        return e instanceof UnsupportedOperationException ? Messages.TemplateFacts_partial() : e.getMessage() + ".";
    }

    private static List<String> names() {
        return List.copyOf(new TreeMap<>(example()).keySet());
    }

    /** @param text the stack that it is about, the first for what is about all */
    static Map<String, Object> of(Markdown markdown, PlanComment comment, StackPart stack) {
        Map<String, String> texts = new HashMap<>();
        Place place = stack.place();
        texts.put("name", place.label());
        texts.put("stack", place.stack());
        texts.put("workspace", place.workspace());
        texts.put("tool", place.tool());
        texts.put("toolVersion", place.toolVersion());
        texts.put("digest", place.digest());
        texts.put("commit", comment.build().commit());
        texts.put("build", comment.build().name());
        texts.put("traceId", comment.build().traceId());
        texts.put("howToApply", comment.build().howToApply());
        texts.put("kind", stack.failure().isNone() ? stack.applied().failure().kind() : stack.failure().kind());
        texts.put("failure", stack.failure().isNone() ? stack.applied().failure().sentence() : stack.failure().sentence());
        texts.put("appliedBy", String.join(", ", stack.applied().by()));
        Map<String, Object> facts = new HashMap<>();
        Map<String, Object> code = new HashMap<>();
        texts.forEach((name, text) -> {
            facts.put(name, markdown.words(PlainText.cut(text, MAX_FACT)));
            code.put(name, text.isEmpty() ? "" : markdown.code(text, MAX_FACT));
        });
        facts.put("howToApply", howToApply(markdown, comment.build()));
        facts.put("code", code);
        facts.put("planUrl", Markdown.url(place.url()));
        facts.put("buildUrl", Markdown.url(comment.build().url()));
        facts.put("commitUrl", Markdown.url(comment.build().commitUrl()));
        facts.put("traceUrl", Markdown.url(comment.build().traceUrl()));
        for (Deed deed : Deed.values()) {
            facts.put(deed.word(), count(stack.tally().of(deed)));
        }
        facts.put("outputs", count(stack.tally().outputs()));
        facts.put("drift", count(stack.tally().drift()));
        facts.put("gates", count(stack.gates().size()));
        facts.put("warnings", count(stack.warnings().size()));
        facts.put("counts", stack.applied().isThere() ? Headline.counts(stack.applied()) : Headline.planned(stack.tally(), true));
        facts.put("failed", !stack.failure().isNone());
        facts.put("applied", stack.applied().outcome() == Applied.Outcome.APPLIED);
        return Collections.unmodifiableMap(facts);
    }

    /** A sentence with what to write as code, in one piece; "" if that is not known. */
    static String howToApply(Markdown markdown, BuildFacts build) {
        return build.howToApply().isEmpty() ? "" : Messages.TemplateFacts_howToApply(markdown.code(build.howToApply()));
    }

    /* The library formats a map also to find out whether there is something in it. */
    private static String formatted(Object value) {
        return value instanceof Map ? NO_TEXT : String.valueOf(value);
    }

    /** "" for none, so that a section about it is left out. */
    private static String count(int count) {
        return count == 0 ? "" : Markdown.number(count);
    }

    /** Looks up names in maps and nowhere else: the library would find methods and fields of any object. */
    private static final class MapsOnly implements Mustache.Collector {

        @Override
        public Iterator<?> toIterator(Object value) {
            return null;
        }

        @Override
        public VariableFetcher createFetcher(Object context, String name) {
            return (object, key) -> object instanceof Map<?, ?> map && map.containsKey(key) ? map.get(key) : Template.NO_FETCHER_FOUND;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
