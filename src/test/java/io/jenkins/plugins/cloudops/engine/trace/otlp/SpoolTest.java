package io.jenkins.plugins.cloudops.engine.trace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanLines;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.engine.trace.TraceIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SpoolTest {

    private static final SpanLines LINES = new SpanLines(Map.of("service.name", "jenkins"));

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Spool spool;

    @Before
    public void open() throws IOException {
        spool = new Spool(folder.getRoot().toPath(), Clock.systemUTC());
    }

    private static byte[] line(String... names) {
        List<SpanRecord> spans = new ArrayList<>();
        for (String name : names) {
            spans.add(new OpenSpan(TraceIds.newSpanId(), "", name, 1_000).ended(2_000).of(TraceIds.newTraceId()));
        }
        return LINES.line(spans);
    }

    private List<String> names(int most) throws IOException {
        return spool.take(most).spans().stream().map(SpanRecord::name).toList();
    }

    /** A collector that gives one answer after the other, the last one for ever. */
    private static final class Scripted implements Collector {

        private final List<Outcome> answers;
        private final List<List<String>> sent = new ArrayList<>();
        private final List<String> delivered = new ArrayList<>();

        Scripted(Outcome... answers) {
            this.answers = new ArrayList<>(List.of(answers));
        }

        @Override
        public Delivery send(List<SpanRecord> spans) {
            Outcome outcome = answers.size() == 1 ? answers.get(0) : answers.remove(0);
            List<String> names = spans.stream().map(SpanRecord::name).toList();
            sent.add(names);
            if (outcome == Outcome.DELIVERED) {
                delivered.addAll(names);
            }
            return new Delivery(outcome, 0, "in the script");
        }
    }

    @Test
    public void givesTheSameUntilItIsDelivered() throws IOException {
        spool.put(line("a"));
        spool.put(line("b", "c"));
        spool.put(line("d"));

        assertThat(names(2)).containsExactly("a", "b", "c");
        Spool.Batch batch = spool.take(2);
        assertThat(batch.spans()).hasSize(3);
        spool.delivered(batch);
        assertThat(names(100)).containsExactly("d");
    }

    @Test
    public void goesOnAfterARestartAtTheSamePlace() throws IOException {
        spool.put(line("a"));
        spool.put(line("b"));
        spool.delivered(spool.take(1));
        spool = new Spool(folder.getRoot().toPath(), Clock.systemUTC());
        spool.put(line("c"));

        assertThat(names(1)).containsExactly("b");
        spool.delivered(spool.take(1));
        assertThat(names(1)).containsExactly("c");
        spool.delivered(spool.take(1));
        assertThat(spool.take(1).isEmpty()).isTrue();
        assertThat(spool.size()).isZero();
        assertThat(folder.getRoot()).isEmptyDirectory();
    }

    @Test
    public void losesNothingWhenAFileGetsTheNameOfAnEarlierOne() throws IOException {
        for (int life = 0; life < 5; life++) {
            spool.put(line("a" + life));
            spool.put(line("b" + life));
            spool.delivered(spool.take(1));
            spool = new Spool(folder.getRoot().toPath(), Clock.systemUTC());
            assertThat(names(1)).containsExactly("b" + life);
            spool.delivered(spool.take(1));
            spool = new Spool(folder.getRoot().toPath(), Clock.systemUTC());
        }
    }

    @Test
    public void passesOverALineThatWasCutOff() throws IOException {
        spool.put(line("a"));
        byte[] half = line("never");
        spool.put(java.util.Arrays.copyOf(half, half.length / 2));
        spool = new Spool(folder.getRoot().toPath(), Clock.systemUTC());
        spool.put(line("b"));
        Scripted collector = new Scripted(Collector.Outcome.DELIVERED);
        new SpoolRun(spool).run(collector);

        assertThat(collector.delivered).containsExactly("a", "b");
        assertThat(spool.take(1).isEmpty()).isTrue();
    }

    @Test
    public void startsAFileWhenOneIsFull() throws IOException {
        String long1 = "x".repeat(200);
        byte[] line = line(Collections.nCopies(256, long1).toArray(new String[0]));
        for (int i = 0; i < 30; i++) {
            spool.put(line);
        }
        assertThat(folder.getRoot().list()).hasSizeGreaterThan(2);
        int read = 0;
        for (Spool.Batch batch = spool.take(512); !batch.isEmpty(); batch = spool.take(512)) {
            assertThat(batch.spans()).hasSizeBetween(1, 512 + 256);
            read += batch.spans().size();
            spool.delivered(batch);
        }
        assertThat(read).isEqualTo(30 * 256);
        assertThat(folder.getRoot()).isEmptyDirectory();
    }

    @Test
    public void dropsTheOldestWhenThereIsTooMuch() throws IOException {
        byte[] line = line(Collections.nCopies(256, "x".repeat(200)).toArray(new String[0]));
        for (int i = 0; i < 40; i++) {
            spool.put(line);
        }
        spool.put(line("last"));
        long before = spool.size();
        spool.bound(2 << 20, Duration.ofDays(7));

        assertThat(spool.size()).isLessThanOrEqualTo(2 << 20).isLessThan(before);
        assertThat(spool.dropped()).isEqualTo(before - spool.size());
        List<String> left = new ArrayList<>();
        for (Spool.Batch batch = spool.take(512); !batch.isEmpty(); batch = spool.take(512)) {
            batch.spans().forEach(span -> left.add(span.name()));
            spool.delivered(batch);
        }
        assertThat(left.get(left.size() - 1)).isEqualTo("last");
    }

    @Test
    public void dropsWhatIsTooOldAndNothingElse() throws IOException {
        spool.put(line("a"));
        spool.bound(1 << 20, Duration.ofDays(7));
        assertThat(names(1)).containsExactly("a");

        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(8)), ZoneOffset.UTC);
        spool = new Spool(folder.getRoot().toPath(), later);
        spool.bound(1 << 20, Duration.ofDays(9));
        assertThat(names(1)).containsExactly("a");
        spool.bound(1 << 20, Duration.ofDays(7));
        assertThat(spool.take(1).isEmpty()).isTrue();
        spool.put(line("b"));
        assertThat(names(1)).containsExactly("b");
    }

    @Test
    public void sendsLaterAndEachOnceWhenTheCollectorIsBack() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            spool.put(line("span " + i));
        }
        Scripted collector = new Scripted(Collector.Outcome.DELIVERED, Collector.Outcome.LATER, Collector.Outcome.LATER, Collector.Outcome.DELIVERED);
        SpoolRun run = new SpoolRun(spool);

        assertThat(run.run(collector)).isBetween(500L, 1_000L);
        assertThat(run.run(collector)).isBetween(1_000L, 2_000L);
        assertThat(run.run(collector)).isZero();
        assertThat(collector.delivered).hasSize(2_000);
        assertThat(new TreeSet<>(collector.delivered)).hasSize(2_000);
    }

    @Test
    public void waitsNoLongerThanAMinuteUnlessItIsAsked() throws IOException {
        spool.put(line("a"));
        SpoolRun run = new SpoolRun(spool);
        for (int i = 0; i < 40; i++) {
            assertThat(run.run(new Scripted(Collector.Outcome.LATER))).isBetween(500L, SpoolRun.LONGEST_PAUSE);
        }
        assertThat(run.run(spans -> new Collector.Delivery(Collector.Outcome.LATER, 90, ""))).isEqualTo(90_000);
        assertThat(run.run(spans -> new Collector.Delivery(Collector.Outcome.LATER, 1 << 30, ""))).isEqualTo(600_000);
    }

    @Test
    public void givesUpASpanOnlyIfTheCollectorTakesOthers() throws IOException {
        spool.put(line("a", "poison", "b"));
        spool.put(line("c"));
        List<String> delivered = new ArrayList<>();
        Collector picky = spans -> {
            if (spans.stream().anyMatch(span -> span.name().equals("poison"))) {
                return new Collector.Delivery(Collector.Outcome.REFUSED, 0, "HTTP 400");
            }
            spans.forEach(span -> delivered.add(span.name()));
            return Collector.Delivery.DONE;
        };

        assertThat(new SpoolRun(spool).run(picky)).isZero();
        assertThat(delivered).containsExactly("a", "b", "c");
    }

    @Test
    public void losesNothingToACollectorThatRefusesEverything() throws IOException {
        spool.put(line("a", "b"));
        Scripted wrong = new Scripted(Collector.Outcome.REFUSED);
        SpoolRun run = new SpoolRun(spool);

        assertThat(run.run(wrong)).isPositive();
        assertThat(names(10)).containsExactly("a", "b");
        Scripted right = new Scripted(Collector.Outcome.DELIVERED);
        assertThat(run.run(right)).isZero();
        assertThat(right.delivered).containsExactly("a", "b");
    }

    @Test
    public void leavesFilesOfOthersAlone() throws IOException {
        Path other = Files.writeString(folder.getRoot().toPath().resolve("other.txt"), "x");
        spool.put(line("a"));
        spool.bound(0, Duration.ofDays(1));

        assertThat(other).exists();
        assertThat(spool.take(1).isEmpty()).isTrue();
    }
}
