package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

public class PlanMarkdownTest {

    @Test
    public void everyKindOfChangeReadsAsInTheGoldenFile() throws IOException {
        assertThat(PlanMarkdown.of(Plans.golden("everything.json"))).isEqualTo(Plans.text("everything.md"));
    }

    @Test
    public void valuesAreNeverInIt() throws IOException {
        assertThat(PlanMarkdown.of(Plans.golden("everything.json"))).doesNotContain("hunter2", "welcome", "10.0.0.0", "bye", "worker");
    }

    @Test
    public void nothingAndOutputsAloneHaveHeadlinesOfTheirOwn() throws IOException {
        assertThat(PlanMarkdown.of(Plans.golden("empty.json"))).isEqualTo("**No changes**\n");
        assertThat(PlanMarkdown.of(Plans.golden("outputs.json"))).isEqualTo("**Only outputs change**\n\n2 outputs changed.\n");
        assertThat(PlanMarkdown.of(Plans.golden("drift.json"))).isEqualTo("**No changes**\n\n2 resources changed outside of Terraform.\n");
    }

    @Test
    public void atMostTwentyAreListedAndTheOthersCounted() {
        List<Change> many = IntStream.range(0, 30).mapToObj(i -> Plans.change("a.x" + i, Action.DELETE)).toList();
        String markdown = PlanMarkdown.of(plan(Map.of(Action.DELETE, 1_030), many));

        assertThat(markdown).startsWith("**1,030 resources to delete**\n");
        assertThat(markdown).contains("- delete `a.x19`\n- and 1,010 more to delete or replace\n").doesNotContain("a.x20");
    }

    @Test
    public void typesAreNamedOnlyWhenAllAreKnown() {
        String all = PlanMarkdown.of(plan(Map.of(Action.CREATE, 1), List.of(Plans.change("a.x", Action.CREATE))));
        String some = PlanMarkdown.of(plan(Map.of(Action.CREATE, 2), List.of(Plans.change("a.x", Action.CREATE))));

        assertThat(all).contains("- 1 to create: 1 `a_type`\n");
        assertThat(some).contains("- 2 to create\n");
    }

    @Test
    public void anAddressCannotLeaveItsCode() {
        for (String hostile : List.of(
                "a.x[\"`\"]", "a.x[\"``` <img src=x onerror=1>\"]", "`", "``", "a.x[\"\n\n# headline\n\"]", "a.x[\"| a | b |\"]",
                "a.x[\"<script>\"]", "a.x[\"</details>\"]", "", " ", "a.x[\"\u001b[31m\"]", "@everyone")) {
            String code = PlanMarkdown.code(hostile);
            String fence = code.substring(0, code.length() - code.replaceFirst("^`+", "").length());
            String inner = code.substring(fence.length(), code.length() - fence.length());

            assertThat(code).as(hostile).endsWith(fence).doesNotContain("\n", "<", ">", "|", "\u001b");
            assertThat(inner).as(hostile).isNotEmpty().doesNotStartWith("`").doesNotEndWith("`");
            assertThat((" " + inner + " ").matches("(?s).*[^`]" + fence + "[^`].*")).as(hostile).isFalse();
        }
    }

    @Test
    public void aReasonCannotActAsMarkdown() {
        Change change = new Change(
                "a.x", "a", "", Change.Mode.MANAGED, Action.DELETE, "[x](http://h) <b> **b** `c`\n# h", "", false, "", List.of(), 0);
        String markdown = PlanMarkdown.of(plan(Map.of(Action.DELETE, 1), List.of(change)));

        assertThat(markdown).contains("\\[x\\]\\(http://h\\) \\<b\\> \\*\\*b\\*\\* \\`c\\`\\\\n\\# h").doesNotContain("\n# h");
    }

    @Test
    public void itStaysShortWhateverThePlan() {
        List<Change> long1 = IntStream.range(0, 500)
                .mapToObj(i -> Plans.change("module.m".repeat(500) + i, i < 250 ? Action.DELETE : Action.CREATE))
                .toList();

        assertThat(PlanMarkdown.of(plan(Map.of(Action.DELETE, 250, Action.CREATE, 250), long1)).length()).isLessThan(20_000);
    }

    private static PlanSummary plan(Map<Action, Integer> counts, List<Change> changes) {
        return new PlanSummary(Counts.of(counts), 0, 0, changes, 0, List.of(), List.of(), "1.2", "", false, true, true);
    }
}
