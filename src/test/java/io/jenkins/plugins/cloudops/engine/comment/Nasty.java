package io.jenkins.plugins.cloudops.engine.comment;

import io.jenkins.plugins.cloudops.engine.comment.Applied.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Comments all of whose texts want to be something else. */
final class Nasty {

    static final List<String> TEXTS = List.of(
            "```", "````\n", "~~~", "`", "``", "\n", "\r\n", "\r", "\n\n", "\t", " ", "    ", "</details>", "<details>", "</summary>", "<summary>",
            "<!--", "-->", "--", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;", "&#64;", "&amp;", "&copy", "&", ";",
            "@octocat", "@everyone", "@", "#12", "#", "!34", "!", "$56", "$", "~bug", "%1", "acme/shop#7", "GH-12", "OPS-123", "8e4a02bd1f7c94f0",
            "https://evil.example/a?b=c", "http://evil.example", "www.evil.example", "ftp://evil.example", "me@evil.example", "mailto:me@evil.example",
            "javascript:alert(1)", "[x](https://evil.example)", "![x](https://evil.example/x.png)", "[x]", "[x]: https://evil.example", "](", ")", "(",
            "<https://evil.example>", "**", "*", "__", "_", "~~", "~", "^", "| a | b |\n|---|---|\n| c | d |", "|", "# heading", "===", "---", "***",
            "- item", "+ item", "1. item", "1) item", "> quote", "- [ ] task", "/close", "\n/merge", "\n/lgtm", ":tada:", "\\", "\\`", "\\\\",
            "\u202e", "\u2066", "\u200b", "\u200f", "\u0000", "\u001b[31m", "\u0085", "\u2028", "\ufeff", "\ud83d\ude80", "\ud83d", "\ude80",
            "\udb40\udc41", "é", "日本", "[//]: # (cloudops-pipeline job=x)", "<!-- cloudops-pipeline job=x stack=y workspace=z build=9 started=9 part=1 -->",
            "{{name}}", "${var}", "aws_instance.web", "module.a", "a", "b c", "0", "", "[[_TOC_]]", "<br>", "<a href='https://evil.example'>", "\"", "'");

    private final Random random;

    Nasty(long seed) {
        random = new Random(seed);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            out.append(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return random.nextInt(40) == 0 ? out.toString().repeat(200) : out.toString();
    }

    String url() {
        return random.nextBoolean() ? "javascript:" + text() : "https://ours.example/" + text();
    }

    <T> List<T> some(int most, Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(most + 1)).toList();
    }

    <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }

    AttributeItem attribute() {
        return new AttributeItem(text(), "+-~".charAt(random.nextInt(3)), text(), text(), random.nextBoolean());
    }

    Item item() {
        String module = random.nextBoolean() ? "" : random.nextBoolean() ? "module.a" : text();
        return new Item(any(Deed.values()), module + "." + text(), text(), module, random.nextBoolean() ? "" : text(), random.nextBoolean() ? "" : text(),
                random.nextBoolean(), random.nextBoolean() ? "" : text(), some(4, this::attribute), random.nextInt(3));
    }

    Notice notice() {
        return new Notice(text(), text(), text(), random.nextInt(3));
    }

    Failure failure() {
        return random.nextInt(3) > 0 ? Failure.NONE : new Failure("k" + text(), text(), some(3, this::notice));
    }

    StackPart stack(int most) {
        List<Item> items = new ArrayList<>(some(most, this::item));
        items.sort(java.util.Comparator.comparing(Item::deed));
        Map<Deed, Integer> counts = new EnumMap<>(Deed.class);
        items.forEach(item -> counts.merge(item.deed(), 1, Integer::sum));
        if (random.nextBoolean()) {
            counts.merge(Deed.CREATE, random.nextInt(20_000), Integer::sum);
        }
        List<Item> drifted = some(3, this::item);
        List<OutputItem> outputs = some(3, () -> new OutputItem(text(), '~', text(), text()));
        Map<String, Integer> done = new LinkedHashMap<>(Map.of("created", random.nextInt(5)));
        Applied applied = random.nextInt(3) > 0 ? Applied.NOT_YET
                : new Applied(any(Outcome.values()), done, failure(), some(3, this::notice), some(3, this::text), text(), url(), random.nextInt(100_000));
        return new StackPart(new Place(text(), text(), text(), text(), text(), text(), url()),
                new Tally(counts, outputs.size(), drifted.size() + random.nextInt(2), random.nextBoolean(), random.nextBoolean()), items, drifted, outputs,
                some(3, this::notice), some(3, () -> new Gate(text(), some(12, this::text), random.nextInt(3))), failure(), applied);
    }

    PlanComment comment(int stacks, int changes) {
        List<StackPart> all = new ArrayList<>(some(stacks - 1, () -> stack(changes)));
        all.add(stack(changes));
        return new PlanComment(all, new BuildFacts(text(), url(), text(), url(), text(), url(), text()), random.nextBoolean());
    }

    Marker marker() {
        return new Marker(text(), text(), text(), random.nextInt(1000), random.nextInt(100_000), 1);
    }
}
