package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

public class PlanTextTest {

    @Test
    public void everyKindOfChangeReadsAsInTheGoldenFile() throws IOException {
        assertThat(PlanText.of(Plans.golden("everything.json")) + "\n").isEqualTo(Plans.text("everything.txt"));
    }

    @Test
    public void outputsAloneReadAsInTheGoldenFile() throws IOException {
        assertThat(PlanText.of(Plans.golden("outputs.json")) + "\n").isEqualTo(Plans.text("outputs.txt"));
    }

    @Test
    public void driftHasASectionOfItsOwnAsInTheGoldenFile() throws IOException {
        assertThat(PlanText.of(Plans.golden("drift.json")) + "\n").isEqualTo(Plans.text("drift.txt"));
    }

    @Test
    public void aFailedPlanReadsAsInTheGoldenFile() throws IOException {
        assertThat(PlanText.of(Plans.golden("precondition.json")) + "\n").isEqualTo(Plans.text("precondition.txt"));
    }

    @Test
    public void aDestroyPlanReadsAsInTheGoldenFile() throws IOException {
        assertThat(PlanText.of(Plans.golden("destroy.json")) + "\n").isEqualTo(Plans.text("destroy.txt"));
    }

    @Test
    public void withoutValuesThereAreAddressesActionsAndCounts() throws IOException {
        for (String plan : List.of("everything.json", "drift.json", "destroy.json", "outputs.json")) {
            PlanSummary summary = Plans.golden(plan);
            String text = PlanText.withoutValues(summary);

            List<String> expected = PlanText.of(summary).lines().filter(line -> !line.startsWith("      ") && !line.isEmpty())
                    .map(line -> line.startsWith("  ") ? line.replaceFirst("^(  [-+~.] \\S+) = .*", "$1") : line).toList();
            assertThat(text.lines().filter(line -> !line.isEmpty()).toList()).as(plan).isEqualTo(expected);
            assertThat(text).as(plan).doesNotContain(" -> ", "\n\n\n");
        }
    }

    @Test
    public void nothingToDoIsOneSentence() throws IOException {
        assertThat(PlanText.of(Plans.golden("nothing.json"))).isEqualTo("No changes. The infrastructure matches the configuration.");
        assertThat(PlanText.of(Plans.golden("empty.json"))).isEqualTo("No changes. The infrastructure matches the configuration.");
    }

    @Test
    public void theLastLineHasItsForm() {
        assertThat(PlanText.lastLine(plan(Map.of(Action.CREATE, 3, Action.UPDATE, 1, Action.REPLACE, 2))))
                .isEqualTo("Plan: 3 to create, 1 to update, 2 to replace, 0 to delete");
        assertThat(PlanText.lastLine(plan(Map.of(Action.IMPORT, 1, Action.MOVE, 1, Action.FORGET, 1, Action.READ, 2))))
                .isEqualTo("Plan: 0 to create, 0 to update, 0 to replace, 0 to delete, 1 to import, 1 to move, 1 to forget, 2 to read");
    }

    @Test
    public void whatIsLeftOutIsCounted() {
        PlanSummary plan = new PlanSummary(
                Counts.of(Map.of(Action.CREATE, 9_413)), 0, 0, List.of(Plans.change("a.x", Action.CREATE)), 9_412, List.of(), List.of(), "1.2", "", false, true, true);

        assertThat(PlanText.of(plan)).isEqualTo("  + a.x  (create)\n\nand 9,412 more changes\n\nPlan: 9,413 to create, 0 to update, 0 to replace, 0 to delete");
    }

    @Test
    public void aChangeShowsItsFirstAttributesAndCountsTheOthers() {
        List<AttributeChange> many = IntStream.range(0, 200)
                .mapToObj(i -> new AttributeChange("k" + i, AttributeChange.Kind.ADD, "", "1", false))
                .toList();
        String text = PlanText.of(plan(new Change("a.x", "a", "", Change.Mode.MANAGED, Action.CREATE, "", "", false, "", many, 1_000)));

        assertThat(text).contains("+ k59 = 1\n      and 1,140 more attributes\n").doesNotContain("k60");
    }

    @Test
    public void longValuesThatBeginAlikeShowWhereTheyDiffer() {
        String same = "a".repeat(1_000);
        String text = PlanText.of(plan(change(new AttributeChange("p", AttributeChange.Kind.CHANGE, "\"" + same + "old\"", "\"" + same + "new\"", false))));

        assertThat(text).contains("p = …" + "a".repeat(40) + "old\" -> …" + "a".repeat(40) + "new\"");
    }

    @Test
    public void noTextOfThePlanActsOnATerminal() {
        Change hostile = new Change(
                "a.x[\"\u001b[2J\n\"]", "a", "", Change.Mode.MANAGED, Action.UPDATE, "why\u001b]0;x\u0007", "a.\u009by", false, "d\r1",
                List.of(new AttributeChange("p\u001b\n", AttributeChange.Kind.CHANGE, "\u001b[31m\nfake", "\u202ex", false)), 0);
        PlanSummary plan = new PlanSummary(
                Counts.of(Map.of(Action.UPDATE, 1)), 1, 1, List.of(hostile), 0, List.of(hostile),
                List.of(new OutputChange("o\u001b\n", Action.CREATE, "", "v\u001b\nPlan: 0 to create")), "1.2", "", false, true, true);

        String text = PlanText.of(plan);
        assertThat(text.chars().filter(c -> c != '\n')).noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
        assertThat(text.lines()).filteredOn(line -> line.startsWith("Plan:")).hasSize(1);
        assertThat(text.lines()).noneMatch(line -> line.startsWith("fake"));
    }

    private static Change change(AttributeChange attribute) {
        return new Change("a.x", "a", "", Change.Mode.MANAGED, Action.UPDATE, "", "", false, "", List.of(attribute), 0);
    }

    private static PlanSummary plan(Change change) {
        return new PlanSummary(Counts.of(Map.of(change.action(), 1)), 0, 0, List.of(change), 0, List.of(), List.of(), "1.2", "", false, true, true);
    }

    private static PlanSummary plan(Map<Action, Integer> counts) {
        return new PlanSummary(Counts.of(counts), 0, 0, List.of(), 0, List.of(), List.of(), "1.2", "", false, true, true);
    }
}
