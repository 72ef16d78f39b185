package io.jenkins.plugins.cloudops.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.local.LocalSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class TurnsTest {

    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);

    @Rule
    public final LocalSite site = new LocalSite();

    private final List<String> told = new ArrayList<>();
    private Turns turns = at(1_000);

    private Turns at(long now) {
        Turns made = new Turns(Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC));
        made.tell(told::add);
        return made;
    }

    private static String run(int number) {
        return "%016x".formatted(number);
    }

    private Turn enter(int number) throws Exception {
        return turns.enter(Turn.of(run(number), KEY, "s3 <a>", "folder/shop#" + number, "apply of \"a\""));
    }

    private List<String> line() {
        return turns.line(KEY).stream().map(Turn::run).toList();
    }

    @Test
    public void whoeverComesFirstWorksFirst() throws Exception {
        assertThat(enter(3).hasBegun()).isTrue();
        assertThat(enter(1).hasBegun()).isFalse();
        assertThat(enter(2).hasBegun()).isFalse();
        assertThat(turns.before(run(2))).extracting(Turn::run).containsExactly(run(3), run(1));

        turns.leave(run(3));

        assertThat(turns.mayWork(run(1))).isTrue();
        assertThat(turns.mayWork(run(2))).isFalse();
        assertThat(turns.before(run(1))).isEmpty();
        assertThat(told).containsExactly(run(1), run(2));
    }

    @Test
    public void onAnotherStateNobodyWaits() throws Exception {
        enter(1);

        assertThat(turns.enter(Turn.of(run(2), OTHER, "", "", "")).hasBegun()).isTrue();
        assertThat(turns.list()).hasSize(2);
    }

    @Test
    public void asksTwiceForOnePlace() throws Exception {
        enter(1);
        Turn place = enter(2);
        enter(3);

        assertThat(enter(2)).isSameAs(place);
        assertThat(line()).containsExactly(run(1), run(2), run(3));
    }

    @Test
    public void nobodyLosesAPlaceOverARestart() throws Exception {
        enter(3);
        enter(2);
        enter(1);

        turns = at(2_000);

        assertThat(line()).containsExactly(run(3), run(2), run(1));
        assertThat(turns.of(run(2))).usingRecursiveComparison().isEqualTo(enter(2));
        assertThat(turns.of(run(3)).began()).isEqualTo(1_000);
        assertThat(turns.mayWork(run(2))).isFalse();
        enter(4);
        assertThat(line()).containsExactly(run(3), run(2), run(1), run(4));
    }

    @Test
    public void theNextOneBeginsThoughJenkinsWasKilledBeforeThatWasNoted() throws Exception {
        enter(1);
        enter(2);
        Files.delete(site.home().resolve("cloudops-pipeline/turns/" + run(1) + ".xml"));

        turns = at(2_000);

        assertThat(turns.mayWork(run(2))).isTrue();
        assertThat(turns.of(run(2)).hadToWait()).isTrue();
        assertThat(turns.of(run(2)).began()).isEqualTo(2_000);
    }

    @Test
    public void placesOfRunsThatAreNoneAnyMoreAreFreed() throws Exception {
        enter(1);
        enter(2);
        enter(3);
        turns = at(2_000);

        turns.retain(run(3)::equals);

        assertThat(line()).containsExactly(run(3));
        assertThat(turns.mayWork(run(3))).isTrue();
        try (var files = Files.list(site.home().resolve("cloudops-pipeline/turns"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    public void whoeverWaitsMayGoWithoutMovingAnybodyElse() throws Exception {
        enter(1);
        enter(2);
        enter(3);

        turns.leaveLine(run(2));
        turns.leaveLine(run(1));

        assertThat(line()).containsExactly(run(1), run(3));
        assertThat(turns.mayWork(run(3))).isFalse();
    }

    @Test
    public void whoeverFreesTheStateGoesBeforeThoseThatWait() throws Exception {
        enter(1);
        enter(2);

        assertThat(turns.enter(Turn.of(run(9), KEY, "", "", "").passing()).hasBegun()).isFalse();
        assertThat(line()).containsExactly(run(1), run(9), run(2));
        turns.leave(run(1));
        assertThat(turns.mayWork(run(9))).isTrue();
        assertThat(turns.mayWork(run(2))).isFalse();
    }

    @Test
    public void whoeverFreesTheStateNeedNotWaitForOneThatCannotWork() throws Exception {
        enter(1);
        enter(2);
        turns.enter(Turn.of(run(9), KEY, "", "", "").passing());

        turns.heldBy(run(1), "root@elsewhere holds it.");

        assertThat(turns.mayWork(run(9))).isTrue();
        assertThat(turns.mayWork(run(2))).isFalse();
        assertThat(told).containsExactly(run(9));
        turns.heldBy(run(1), "");
        turns.leave(run(9));
        assertThat(turns.mayWork(run(2))).isFalse();
    }

    @Test
    public void aPlaceThatCannotBeReadHidesNoOther() throws Exception {
        enter(1);
        enter(2);
        Path file = site.home().resolve("cloudops-pipeline/turns/" + run(1) + ".xml");
        Files.writeString(file, "<half");

        turns = at(2_000);

        assertThat(line()).containsExactly(run(2));
    }

    @Test
    public void whatIsNoIdNamesNoFile() {
        assertThatThrownBy(() -> turns.enter(Turn.of("../../../x", KEY, "", "", ""))).isInstanceOf(IllegalArgumentException.class);
        assertThat(turns.list()).isEmpty();
    }
}
