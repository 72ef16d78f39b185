package io.jenkins.plugins.cloudops.engine.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.Test;

public class CommentRendererTest {

    /** Nanoseconds of this thread's own work: how long it waits for a processor does not count. */
    private static final LongSupplier CPU = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

    private static final List<Dialect> DIALECTS = List.of(
            Dialect.GITHUB, Dialect.GITLAB, Dialect.BITBUCKET_CLOUD, Dialect.BITBUCKET_DATA_CENTER, Dialect.GITEA);

    private static final Place PLACE = new Place("", "stacks/shop", "staging", "terraform", "1.11.4", "ab".repeat(32), "https://ours.example/plan");
    private static final BuildFacts BUILD = new BuildFacts("shop/PR-12 #7", "https://ours.example/7/", "", "", "", "", "");
    private static final Marker MARKER = new Marker("https://ours.example/job/", "stacks/shop", "staging", 7, 1_000, 1);

    @Test
    public void noTextOfAPlanBreaksOutOfIt() {
        int comments = Integer.getInteger("cloudops.fuzz", 400);
        for (int seed = 0; seed < comments; seed++) {
            Nasty nasty = new Nasty(seed);
            Dialect dialect = DIALECTS.get(seed % DIALECTS.size());
            for (String part : render(nasty.comment(3, 6), dialect, nasty.marker(), 1 + seed % 2)) {
                new ParsedComment(part, dialect);
            }
        }
    }

    @Test
    public void neitherDoesAnyTextAlone() {
        for (String text : Nasty.TEXTS) {
            Item item = new Item(Deed.REPLACE, text, text, text, text, text, true, text, List.of(new AttributeItem(text, '~', text, text, true)), 0);
            StackPart stack = new StackPart(new Place(text, text, text, text, text, text, "https://ours.example/" + text), tally(Map.of(Deed.REPLACE, 1)), List.of(item), List.of(),
                    List.of(new OutputItem(text, '+', "", text)), List.of(new Notice(text, text, text, 1)), List.of(new Gate(text, List.of(text), 0)),
                    new Failure("denied", text, List.of(new Notice(text, text, text, 1))), Applied.NOT_YET);
            for (Dialect dialect : DIALECTS) {
                new ParsedComment(render(new PlanComment(List.of(stack), new BuildFacts(text, "", text, "https://ours.example/" + text, text, "https://ours.example/" + text, text), true), dialect, MARKER, 1)
                        .get(0), dialect);
            }
        }
    }

    @Test
    public void itIsNeverOverTheLimitAndEveryBlockIsClosed() {
        Random random = new Random(1);
        for (int seed = 0; seed < 60; seed++) {
            Nasty nasty = new Nasty(1_000 + seed);
            Dialect dialect = DIALECTS.get(seed % DIALECTS.size()).withLimit(4_000 + random.nextInt(12_000));
            int parts = 1 + random.nextInt(4);
            List<String> made = render(nasty.comment(1 + random.nextInt(6), 80), dialect, nasty.marker(), parts);

            assertThat(made).hasSizeBetween(1, parts);
            for (int i = 0; i < made.size(); i++) {
                new ParsedComment(made.get(i), dialect);
                assertThat(Marker.parse(made.get(i)).orElseThrow().part()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    public void theLimitIsCountedInTheUnitOfTheForge() {
        List<Item> items = IntStream.range(0, 400).mapToObj(i -> item(Deed.CREATE, "", "x.日本\ud83d\ude80" + "é".repeat(50) + i)).toList();
        for (Unit unit : Unit.values()) {
            Dialect dialect = new Dialect("any", true, false, 20_000, unit);
            String text = render(comment(stack(items)), dialect, MARKER, 1).get(0);

            assertThat(unit.count(text)).isBetween(19_000, 20_000);
        }
    }

    @Test
    public void whatIsCutIsTheLeastImportantAndIsCounted() {
        List<Item> items = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> items.add(item(Deed.DELETE, "", "aws_db_instance.old" + i)));
        IntStream.range(0, 100).forEach(i -> items.add(item(Deed.UPDATE, "", "aws_instance.web" + i)));
        Map<Deed, Integer> counts = new EnumMap<>(Map.of(Deed.DELETE, 100, Deed.UPDATE, 100, Deed.CREATE, 9_412));
        StackPart stack = new StackPart(PLACE, tally(counts), items, List.of(), List.of(), List.of(), List.of(), Failure.NONE, Applied.NOT_YET);

        String all = render(comment(stack), Dialect.GITHUB, MARKER, 1).get(0);
        String some = render(comment(stack), Dialect.GITHUB.withLimit(12_000), MARKER, 1).get(0);
        String few = render(comment(stack), Dialect.GITHUB.withLimit(4_000), MARKER, 1).get(0);

        assertThat(all).contains("old99", "web99", "and 9,412 more](https://ours.example/plan)").doesNotContain("not shown here");
        assertThat(some).contains("old99", "web99`: `size`\n").doesNotContain("web99 @@").containsPattern("attributes of \\d+ resources are not shown here");
        assertThat(few).contains("old30").doesNotContain("old99", "web0");
        assertThat(new ParsedComment(few, Dialect.GITHUB.withLimit(4_000)).items()).last().asString().matches("and \\d+ more");
        assertThat(few).contains("[9,512, none of them shown here](https://ours.example/plan)");
    }

    @Test
    public void whatIsThereAndWhatIsCountedIsAll() {
        for (int limit = 4_000; limit < 20_000; limit += 1_500) {
            List<Item> items = IntStream.range(0, 300).mapToObj(i -> item(Deed.CREATE, i < 150 ? "" : "module.m" + i % 3, "x.y" + i)).toList();
            ParsedComment parsed = new ParsedComment(render(comment(stack(items)), Dialect.GITHUB.withLimit(limit), MARKER, 1).get(0), Dialect.GITHUB.withLimit(limit));
            long listed = parsed.items().stream().filter(text -> text.contains("create")).count();
            int more = parsed.items().stream().filter(text -> text.startsWith("and ")).mapToInt(text -> Integer.parseInt(text.split(" ")[1])).sum();

            assertThat(listed + more).as("limit " + limit).isEqualTo(300);
        }
    }

    @Test
    public void moreCommentsHaveMoreRoom() {
        List<Item> items = IntStream.range(0, 500).mapToObj(i -> item(Deed.DELETE, "", "aws_db_instance.old" + i)).toList();
        List<String> parts = render(comment(stack(items)), Dialect.BITBUCKET_CLOUD.withLimit(8_000), MARKER, 10);

        assertThat(parts).hasSizeBetween(3, 10);
        assertThat(String.join("", parts)).contains("old0`", "old250`", "old499`").doesNotContain(" more");
        assertThat(parts.get(1)).contains("_Continued, part 2_");
        assertThat(parts.get(0)).doesNotContain("Continued").doesNotContain("shop/PR-12");
        assertThat(parts.get(parts.size() - 1)).contains("shop/PR-12");
    }

    @Test
    public void noChangesAreOneLine() {
        StackPart quiet = new StackPart(PLACE, Tally.NONE, List.of(), List.of(), List.of(), List.of(), List.of(), Failure.NONE, Applied.NOT_YET);

        assertThat(render(comment(quiet), Dialect.GITHUB, MARKER, 1).get(0).lines().skip(1).filter(line -> !line.isEmpty()))
                .containsExactly("✅ No changes in `stacks/shop` · `staging` ([`shop/PR-12 #7`](https://ours.example/7/))");
        assertThat(render(new PlanComment(List.of(quiet, quiet), BUILD, true), Dialect.GITHUB, MARKER, 1).get(0))
                .contains("✅ No changes in 2 stacks: `stacks/shop` · `staging`, `stacks/shop` · `staging` (");
    }

    @Test
    public void theFirstThatIsReadIsWhatIsDestroyedThenTheGatesThenTheRest() {
        Item drifted = item(Deed.UPDATE, "", "a.drifted");
        StackPart stack = new StackPart(PLACE, new Tally(Map.of(Deed.DELETE, 1, Deed.CREATE, 1), 1, 1, false, true),
                List.of(item(Deed.DELETE, "", "a.gone"), item(Deed.CREATE, "", "a.new")), List.of(drifted), List.of(new OutputItem("o", '+', "", "1")),
                List.of(new Notice("Deprecated", "", "", 1)), List.of(new Gate("limits", List.of(), 0)), Failure.NONE, Applied.NOT_YET);

        assertThat(new ParsedComment(render(comment(stack), Dialect.GITHUB, MARKER, 1).get(0), Dialect.GITHUB).headings()).containsExactly(
                "stacks/shop · staging: ➕ 1 to create, ➖ 1 to delete, ⛔ 1 gate broken", "⚠️ 1 to delete", "⛔ Gates broken", "Other changes",
                "⚠️ Changed outside of Terraform", "Outputs", "⚠️ Warnings");
    }

    @Test
    public void valuesAreShownOnlyWhereTheyMayBe() {
        PlanComment comment = comment(stack(List.of(item(Deed.UPDATE, "", "a.x"))));
        PlanComment without = new PlanComment(comment.stacks(), comment.build(), false);

        assertThat(render(comment, Dialect.GITHUB, MARKER, 1).get(0)).contains("- size = \"small-value\"\n+ size = \"large-value\"\n");
        assertThat(render(without, Dialect.GITHUB, MARKER, 1).get(0)).contains("! size\n").doesNotContain("small-value", "large-value");
    }

    @Test
    public void whereHtmlIsSeenThereIsNone() {
        StackPart stack = stack(List.of(item(Deed.UPDATE, "", "a.x")));
        String text = render(comment(stack), Dialect.BITBUCKET_CLOUD, MARKER, 1).get(0);

        assertThat(text).startsWith("[//]: # (cloudops-pipeline job=").doesNotContain("<").contains("```diff\n@@ a.x @@\n");
    }

    @Test
    public void whereOnlyTheBasicPlaneIsKeptThereIsNothingElse() {
        StackPart stack = stack(List.of(item(Deed.UPDATE, "", "a.x[\"\ud83d\ude80\"]")));
        String text = render(comment(stack), Dialect.BITBUCKET_DATA_CENTER, MARKER, 1).get(0);

        assertThat(text.codePoints().allMatch(c -> c < 0x10000)).isTrue();
        assertThat(text).contains("`a.x[\"\\u{1f680}\"]`");
    }

    @Test
    public void whatHidesIsSeen() {
        StackPart stack = stack(List.of(item(Deed.UPDATE, "", "a.x[\"\u202egnp\u200b\udb40\udc41\u001b\"]")));

        assertThat(render(comment(stack), Dialect.GITHUB, MARKER, 1).get(0)).contains("`a.x[\"\\u202egnp\\u200b\\u{e0041}\\u001b\"]`");
    }

    @Test
    public void tenThousandChangesAreRenderedAtOnce() {
        List<Item> items = IntStream.range(0, 10_000).mapToObj(i -> item(Deed.CREATE, "module.m" + i % 50, "module.m" + i % 50 + ".a.x" + i)).toList();
        long start = CPU.getAsLong();
        for (Dialect dialect : DIALECTS) {
            new ParsedComment(render(comment(stack(items)), dialect, MARKER, 1).get(0), dialect);
        }

        assertThat((CPU.getAsLong() - start) / 1_000_000).as("milliseconds").isLessThan(20_000);
    }

    private static List<String> render(PlanComment comment, Dialect dialect, Marker marker, int parts) {
        return new CommentRenderer(dialect, CommentTexts.DEFAULT).render(comment, marker, parts);
    }

    private static PlanComment comment(StackPart stack) {
        return new PlanComment(List.of(stack), BUILD, true);
    }

    private static StackPart stack(List<Item> items) {
        Map<Deed, Integer> counts = new EnumMap<>(Deed.class);
        items.forEach(item -> counts.merge(item.deed(), 1, Integer::sum));
        return new StackPart(PLACE, tally(counts), items, List.of(), List.of(), List.of(), List.of(), Failure.NONE, Applied.NOT_YET);
    }

    private static Tally tally(Map<Deed, Integer> counts) {
        return new Tally(counts, 0, 0, false, true);
    }

    private static Item item(Deed deed, String module, String address) {
        return new Item(deed, address, "a", module, "", "", false, "", List.of(new AttributeItem("size", '~', "\"small-value\"", "\"large-value\"", false)), 0);
    }
}
