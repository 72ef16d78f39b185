package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntFunction;
import org.junit.Test;

public class PlanReaderMemoryTest {

    private static final int MANY = 20_000;

    @Test
    public void ofManyChangesOnlyTheMostDestructiveAreKept() throws IOException {
        PlanSummary plan = new PlanReader().read(GeneratedPlan.of(MANY, PlanReaderMemoryTest::mixed), Sink.none());

        assertThat(plan.counts()).isEqualTo(new Counts(20, 0, 0, 200, 9_980, 0, 0, 0, 9_800));
        assertThat(plan.changes()).hasSize(500);
        assertThat(plan.changesOmitted()).isEqualTo(9_700);
        assertThat(plan.changes().subList(0, 20)).allMatch(change -> change.action() == Action.DELETE);
        assertThat(plan.changes().subList(20, 220)).allMatch(change -> change.action() == Action.UPDATE);
        assertThat(plan.changes().subList(220, 500)).allMatch(change -> change.action() == Action.CREATE);
        assertThat(plan.changes().get(220).address()).as("of equals the first stay").isEqualTo("terraform_data.r[1]");
        assertThat(plan.changes().get(0).address()).isEqualTo("terraform_data.r[999]");
    }

    @Test
    public void memoryDoesNotGrowWithThePlan() throws IOException {
        long few = heapAfter(2_000);
        long many = heapAfter(MANY);

        assertThat(many - few).isLessThan(8L * 1024 * 1024);
    }

    @Test
    public void theTextOfAHugePlanIsBoundedAndCountsTheRest() throws IOException {
        PlanSummary plan = new PlanReader().read(GeneratedPlan.of(MANY, GeneratedPlan::update), Sink.none());
        String text = PlanText.of(plan);

        assertThat(text.length()).isLessThan(PlanText.MAX_CHARACTERS + 2_000);
        assertThat(text).contains("\nand 19,500 more changes\n");
        assertThat(text).endsWith("Plan: 0 to create, 20,000 to update, 0 to replace, 0 to delete");
    }

    private static String mixed(int i) {
        return i % 1_000 == 999
                ? GeneratedPlan.delete(i)
                : i % 100 == 50 ? GeneratedPlan.update(i) : i % 2 == 1 ? GeneratedPlan.create(i) : GeneratedPlan.noOp(i);
    }

    private static long heapAfter(int changes) throws IOException {
        IntFunction<String> change = GeneratedPlan::create;
        long[] highest = {0};
        int[] seen = {0};
        try (ChangeLines lines = new ChangeLines(OutputStream.nullOutputStream())) {
            new PlanReader().read(GeneratedPlan.realistic(changes, change), each -> {
                lines.change(each);
                if (++seen[0] % (changes / 4) == 0) {
                    highest[0] = Math.max(highest[0], used());
                }
            });
        }
        assertThat(seen[0]).isEqualTo(changes);
        return highest[0];
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
