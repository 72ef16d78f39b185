package io.jenkins.plugins.cloudops.trace;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.engine.trace.TraceIds;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BuildTraceTest {

    @Rule
    public LocalSite site = new LocalSite();

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private LocalBuild build(String name) {
        return new LocalBuild("job#" + name, new File(folder.getRoot(), name));
    }

    private Path spans(String build) {
        return folder.getRoot().toPath().resolve(build).resolve("cloudops/trace/spans.jsonl");
    }

    private static List<SpanRecord> recorded(BuildTrace trace) throws IOException {
        List<SpanRecord> spans = new ArrayList<>();
        trace.read(spans::add);
        return spans;
    }

    @Test
    public void givesABuildOneTraceAndNoOtherBuildTheSame() {
        LocalBuild build = build("1");
        BuildTrace trace = BuildTrace.of(build);

        assertThat(trace.traceId()).matches(TraceIds::isTraceId);
        assertThat(trace.traceparent()).isEqualTo("00-" + trace.traceId() + "-" + trace.context().spanId() + "-01");
        assertThat(BuildTrace.of(build)).isSameAs(trace);
        assertThat(BuildTrace.of(build("2")).traceId()).isNotEqualTo(trace.traceId());
    }

    @Test
    public void givesABuildTheSameTraceAfterARestart() throws IOException {
        BuildTrace before = BuildTrace.of(build("1"));
        BuildTrace after = BuildTrace.of(build("1"));

        assertThat(after).isNotSameAs(before);
        assertThat(after.traceparent()).isEqualTo(before.traceparent());
        assertThat(after.spanId("a")).isEqualTo(before.spanId("a"));
        assertThat(recorded(after)).isEmpty();
    }

    @Test
    public void hasNoTraceForABuildThatNobodyAsked() {
        assertThat(BuildTrace.existing(build("1"))).isNull();
        assertThat(new File(folder.getRoot(), "1")).doesNotExist();
    }

    @Test
    public void recordsASpanOnceHoweverOftenItsEndIsTold() throws IOException {
        BuildTrace trace = BuildTrace.of(build("1"));
        OpenSpan open = trace.open("terraform plan");
        trace.record(open.ended(open.start() + 10));
        trace.record(open.ended(open.start() + 20).failed("x", "told again"));
        BuildTrace after = BuildTrace.of(build("1"));
        after.record(open.ended(open.start() + 30));
        after.record(after.open("another").ended(open.start()));

        assertThat(recorded(after)).extracting(SpanRecord::name).containsExactly("terraform plan", "another");
        assertThat(recorded(after)).allMatch(span -> span.parentSpanId().equals(trace.context().spanId()))
                .allMatch(span -> span.traceId().equals(trace.traceId())).noneMatch(SpanRecord::failed);
    }

    @Test
    public void goesOnBehindALineThatWasCutOff() throws IOException {
        BuildTrace trace = BuildTrace.of(build("1"));
        trace.record(trace.open("whole").ended(0));
        Files.writeString(spans("1"), "{\"resourceSpans\":[{\"reso", StandardOpenOption.APPEND);
        BuildTrace after = BuildTrace.of(build("1"));
        after.record(after.open("later").ended(0));

        assertThat(recorded(after)).extracting(SpanRecord::name).containsExactly("whole", "later");
    }

    @Test
    public void keepsToItsBounds() throws IOException {
        BuildTrace trace = BuildTrace.of(build("1"));
        List<SpanRecord> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(trace.open("span " + i).ended(0).of(trace.traceId()));
        }
        trace.record(many);
        trace.record(many);

        assertThat(recorded(trace)).isEqualTo(many);
        assertThat(Files.readAllLines(spans("1"))).hasSize(4);
    }

    @Test
    public void endsTheTraceOfABuildThatDiedWithTheControllerAndOfNoOther() throws Exception {
        LocalBuild died = build("1");
        LocalBuild goesOn = build("2");
        LocalBuild deleted = build("3");
        for (LocalBuild build : List.of(died, goesOn, deleted)) {
            new TraceListener().onInitialize(build);
        }
        died.endQuietly();
        deleted.delete();
        OpenTraces.endThoseThatDied();
        OpenTraces.endThoseThatDied();

        assertThat(recorded(BuildTrace.of(died))).extracting(SpanRecord::name).containsExactly("RUN job");
        assertThat(recorded(BuildTrace.of(died))).allMatch(SpanRecord::failed);
        assertThat(recorded(BuildTrace.of(goesOn))).isEmpty();
        assertThat(site.home().resolve("cloudops-pipeline/open-traces").toFile().list()).hasSize(1);
    }

    @Test
    public void harmsNobodyWhenNothingCanBeWritten() throws IOException {
        folder.newFile("1");
        BuildTrace trace = BuildTrace.of(build("1"));
        trace.record(trace.open("lost").ended(0));

        assertThat(trace.traceId()).matches(TraceIds::isTraceId);
        assertThat(new File(folder.getRoot(), "1")).isEmpty();
    }
}
