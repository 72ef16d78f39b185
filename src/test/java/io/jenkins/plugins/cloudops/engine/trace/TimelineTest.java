package io.jenkins.plugins.cloudops.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class TimelineTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final List<SpanRecord> spans = new ArrayList<>();

    private SpanRecord.Builder span(int id, int parent, String name, long from, long to) {
        return new SpanRecord.Builder(id(id), parent == 0 ? "" : id(parent), name, from * 1_000_000, to * 1_000_000);
    }

    private static String id(int number) {
        return String.format("%016x", number);
    }

    private void add(SpanRecord.Builder span) {
        spans.add(span.of(TRACE));
    }

    private Timeline timeline() {
        return Timeline.of(spans::forEach);
    }

    @Test
    public void nestsWhatIsBelowASpanInTheOrderOfTime() {
        add(span(3, 2, "later", 300, 400));
        add(span(4, 2, "earlier", 150, 250));
        add(span(2, 1, "stage", 100, 500));
        add(span(1, 0, "build", 50, 1_050));

        Timeline timeline = timeline();

        assertThat(timeline.bars()).extracting(Timeline.Bar::name).containsExactly("build");
        assertThat(timeline.start()).isEqualTo(50);
        assertThat(timeline.duration()).isEqualTo(1_000);
        Timeline.Bar stage = timeline.bars().get(0).below().get(0);
        assertThat(stage.start()).isEqualTo(50);
        assertThat(stage.duration()).isEqualTo(400);
        assertThat(stage.below()).extracting(Timeline.Bar::name).containsExactly("earlier", "later");
    }

    @Test
    public void showsWhatIsThereWhileTheBuildStillGoesOn() {
        add(span(3, 2, "plan", 100, 200));
        add(span(4, 9, "other", 50, 60));

        assertThat(timeline().bars()).extracting(Timeline.Bar::name).containsExactly("other", "plan");
    }

    @Test
    public void groupsManyOfOneNameAndShowsTheFailedAndTheSlowest() {
        add(span(1, 0, "apply", 0, 100_000));
        for (int i = 0; i < 10_000; i++) {
            SpanRecord.Builder span = span(100 + i, 1, "create terraform_data", i, 2 * i + 1).attribute("cloudops.resource.address", "a[" + i + "]");
            add(i == 7 ? span.failed("provider", "no room") : span);
        }

        Timeline timeline = timeline();

        Timeline.Bar group = timeline.bars().get(0).below().get(0);
        assertThat(timeline.bars().get(0).below()).hasSize(1);
        assertThat(group.count()).isEqualTo(10_000);
        assertThat(group.failures()).isEqualTo(1);
        assertThat(group.below()).hasSize(Timeline.SHOWN);
        assertThat(group.omitted()).isEqualTo(10_000 - Timeline.SHOWN);
        assertThat(group.below().get(0).what()).isEqualTo("a[7]");
        assertThat(group.below().get(0).error()).isEqualTo("provider: no room");
        assertThat(group.below().get(9).what()).isEqualTo("a[9999]");
        assertThat(timeline.bars().get(0).leadsToFailure()).isTrue();
        assertThat(timeline.slowest()).hasSize(Timeline.SLOWEST);
        assertThat(timeline.slowest().get(0).what()).isEqualTo("a[9999]");
        assertThat(timeline.size()).isEqualTo(10_001);
    }

    @Test
    public void saysAFailureOnceWhereItBegan() {
        add(span(1, 0, "apply", 0, 100).failed("provider", "no room"));
        add(span(2, 1, "create", 0, 50).failed("provider", "no room"));

        Timeline.Bar apply = timeline().bars().get(0);

        assertThat(apply.failed()).isTrue();
        assertThat(apply.error()).isEmpty();
        assertThat(apply.below().get(0).error()).isEqualTo("provider: no room");
    }

    @Test
    public void countsWhatIsTooMuchOfDifferentThings() {
        add(span(1, 0, "build", 0, 1_000));
        for (int i = 0; i < 300; i++) {
            add(span(100 + i, 1, "span " + i, i, i + 1));
        }

        Timeline.Bar build = timeline().bars().get(0);

        assertThat(build.below()).hasSize(Timeline.WIDEST);
        assertThat(build.omitted()).isEqualTo(100);
    }

    @Test
    public void survivesSpansThatAreTheirOwnAncestorsOrVeryDeep() {
        add(span(1, 2, "a", 0, 1));
        add(span(2, 1, "b", 0, 1));
        for (int i = 10; i < 3_000; i++) {
            add(span(i, i - 1, "deep", i, i + 1));
        }

        assertThat(timeline().bars()).extracting(Timeline.Bar::name).containsExactly("deep");
    }

    @Test
    public void isEmptyWithoutSpans() {
        assertThat(timeline().bars()).isEmpty();
        assertThat(timeline().duration()).isZero();
    }
}
