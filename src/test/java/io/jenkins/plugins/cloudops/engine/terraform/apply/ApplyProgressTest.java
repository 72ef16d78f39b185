package io.jenkins.plugins.cloudops.engine.terraform.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class ApplyProgressTest {

    private long seconds = -3;

    private ApplyProgress progress(int total, int done) {
        return new ApplyProgress(total, done, () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    public void everyOperationThatEndsIsALine() throws IOException {
        List<Event> events = new String(Applies.bytes("mixed.jsonl"), StandardCharsets.UTF_8).lines().map(EventReader::read).toList();
        ApplyProgress progress = progress(13, 0);

        assertThat(progress.lines(events)).containsExactly(
                "1/13 terraform_data.replaced: deleted in 0s",
                "terraform_data.slow (local-exec): Executing: [\"/bin/sh\" \"-c\" \"sleep 11\"]",
                "2/13 terraform_data.updated: updated in 0s",
                "3/13 terraform_data.replaced: created in 0s",
                "4/13 terraform_data.half: deleted in 0s",
                "terraform_data.half (local-exec): Executing: [\"/bin/sh\" \"-c\" \"echo to the log; exit 3\"]",
                "terraform_data.half_first_created (local-exec): Executing: [\"/bin/sh\" \"-c\" \"exit 5\"]",
                "5/13 terraform_data.deleted: deleted in 0s",
                "terraform_data.half (local-exec): to the log",
                "6/13 terraform_data.half: failed after 0s",
                "7/13 terraform_data.half_first_created: failed after 0s",
                "8/13 terraform_data.slow: created in 11s");
        assertThat(progress.done()).isEqualTo(8);
    }

    @Test
    public void aReplacementIsTwoOperations() {
        assertThat(ApplyProgress.operations(Counts.of(Map.of(Action.REPLACE, 2, Action.CREATE, 1, Action.MOVE, 5, Action.READ, 1)))).isEqualTo(6);
    }

    @Test
    public void afterARestartTheNumberGoesOn() {
        ApplyProgress progress = progress(12, 6);

        assertThat(progress.lines(List.of(new Event.ApplyCompleted("aws_instance.web", Action.CREATE, 41))))
                .containsExactly("7/12 aws_instance.web: created in 41s");
    }

    @Test
    public void moreThanWasPlannedNeverLooksLikeLess() {
        assertThat(progress(1, 1).lines(List.of(new Event.ApplyCompleted("data.a.x", Action.READ, 0)))).containsExactly("2/2 data.a.x: read in 0s");
    }

    @Test
    public void whatIsAtWorkIsSaidEveryHalfMinute() {
        ApplyProgress progress = progress(9, 0);
        assertThat(progress.lines(List.of(new Event.ApplyStarted("a.slow", Action.CREATE)))).isEmpty();
        seconds += 5;
        assertThat(progress.lines(List.of(new Event.ApplyStarted("a.other", Action.DELETE)))).isEmpty();
        seconds += 24;
        assertThat(progress.lines(List.of())).isEmpty();
        seconds += 1;
        assertThat(progress.lines(List.of())).containsExactly("2 in flight, slowest a.slow: creating for 30s");
        seconds += 29;
        assertThat(progress.lines(List.of(new Event.ApplyProgressed("a.slow", Action.CREATE, 59)))).isEmpty();
        seconds += 1;
        assertThat(progress.lines(List.of(new Event.ApplyCompleted("a.slow", Action.CREATE, 60))))
                .containsExactly("1/9 a.slow: created in 1m0s", "1 in flight, slowest a.other: deleting for 55s");
    }

    @Test
    public void whatIsQuickIsNotSaidToBeAtWork() {
        ApplyProgress progress = progress(9, 0);
        seconds += 100;
        assertThat(progress.lines(List.of(new Event.ApplyStarted("a.quick", Action.UPDATE)))).isEmpty();
        seconds += 10;
        assertThat(progress.lines(List.of())).containsExactly("1 in flight, slowest a.quick: updating for 10s");
        assertThat(progress.lines(List.of(new Event.ApplyErrored("a.quick", Action.UPDATE, 10)))).containsExactly("1/9 a.quick: failed after 10s");
        seconds += 100;
        assertThat(progress.lines(List.of())).isEmpty();
    }

    @Test
    public void whatBeganBeforeARestartIsHeardOfAgain() {
        ApplyProgress progress = progress(12, 11);
        seconds += 40;

        assertThat(progress.lines(List.of(new Event.ApplyProgressed("aws_db_instance.main", Action.CREATE, 130))))
                .containsExactly("1 in flight, slowest aws_db_instance.main: creating for 2m10s");
    }

    @Test
    public void whatProvisionersPrintCannotActOnATerminal() {
        assertThat(progress(1, 0).lines(List.of(new Event.Provisioned("a.x", "local-exec", "\u001b[31mred\u001b[0m\u001b]0;title\u0007\n"))))
                .containsExactly("a.x (local-exec): red\\u001b]0;title\\u0007");
    }
}
