package io.jenkins.plugins.cloudops.engine.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class HeadlineTest {

    private static final Place PLACE = new Place("", "a", "", "", "", "", "");

    @Test
    public void whatIsPlannedInAllStacksIsAdded() {
        StackPart one = stack(Map.of(Deed.CREATE, 2, Deed.DELETE, 1));
        StackPart two = stack(Map.of(Deed.CREATE, 1_000));

        assertThat(of(one)).isEqualTo("2 to create, 1 to delete");
        assertThat(of(one, two)).isEqualTo("1,002 to create, 1 to delete");
        assertThat(of(stack(Map.of()))).isEqualTo("No changes");
    }

    @Test
    public void failuresComeFirst() {
        StackPart failed = StackPart.failed(PLACE, new Failure("denied", "x", List.of()));

        assertThat(of(failed)).isEqualTo("Failed (denied)");
        assertThat(of(failed, stack(Map.of(Deed.CREATE, 1)))).isEqualTo("1 of 2 stacks failed; 1 to create");
        assertThat(of(stack(Map.of(Deed.DELETE, 1)).with(List.of(new Gate("x", List.of(), 0))))).isEqualTo("1 to delete; 1 gate broken");
    }

    @Test
    public void anApplySaysWhatItDid() {
        Applied applied = new Applied(Applied.Outcome.APPLIED, Map.of("created", 3), Failure.NONE, List.of(), List.of(), "", "", 0);

        assertThat(of(stack(Map.of(Deed.CREATE, 3)).with(applied))).isEqualTo("Applied: 3 created");
    }

    @Test
    public void itFitsTheStatusOfACommit() {
        Map<Deed, Integer> all = new java.util.EnumMap<>(Deed.class);
        for (Deed deed : Deed.values()) {
            all.put(deed, 1_000_000_000);
        }

        assertThat(of(stack(all))).hasSizeLessThan(140).startsWith("1,000,000,000 to create, ").endsWith("…");
    }

    private static String of(StackPart... stacks) {
        return Headline.of(new PlanComment(List.of(stacks), BuildFacts.NONE, true));
    }

    private static StackPart stack(Map<Deed, Integer> counts) {
        return new StackPart(PLACE, new Tally(counts, 0, 0, false, true), List.of(), List.of(), List.of(), List.of(), List.of(), Failure.NONE, Applied.NOT_YET);
    }
}
