package io.jenkins.plugins.cloudops.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class SpanLinesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final SpanLines LINES = new SpanLines(Map.of("service.name", "jenkins"));

    private static SpanRecord.Builder span() {
        return new OpenSpan("00f067aa0ba902b7", "53995c3f42cd8ad8", "terraform apply", 1_000).ended(3_500);
    }

    private static String line(SpanRecord... spans) {
        return new String(LINES.line(List.of(spans)), StandardCharsets.UTF_8);
    }

    @Test
    public void writesOneRequestALine() {
        assertThat(line(span().attribute("a", 1).failed("denied", "no\nway").of(TRACE))).isEqualTo(
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"jenkins\"}}]},"
                + "\"scopeSpans\":[{\"scope\":{\"name\":\"io.jenkins.plugins.cloudops-pipeline\"},\"spans\":["
                + "{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b7\",\"parentSpanId\":\"53995c3f42cd8ad8\","
                + "\"flags\":1,\"name\":\"terraform apply\",\"kind\":1,\"startTimeUnixNano\":\"1000000000\",\"endTimeUnixNano\":\"3500000000\","
                + "\"attributes\":[{\"key\":\"a\",\"value\":{\"intValue\":\"1\"}},{\"key\":\"error.type\",\"value\":{\"stringValue\":\"denied\"}}],"
                + "\"status\":{\"message\":\"no\\nway\",\"code\":2}}]}]}]}\n");
    }

    @Test
    public void readsBackWhatItWrote() throws IOException {
        SpanRecord rich = span().name("better").kind(SpanKind.CLIENT).attribute("text", "ü\u2028\"").attribute("number", 7L)
                .attribute("share", 0.5).attribute("flag", true).attribute("list", List.of("a", "b")).attribute("nothing", null)
                .event("feature_flag", 2_000, Map.of("feature_flag.key", "adFailure"))
                .link(TraceContext.fresh(), Map.of("why", "replay")).failed("stale", "").of(TRACE);
        SpanRecord plain = span().of(TRACE);

        assertThat(SpanReader.line(line(rich, plain))).containsExactly(rich, plain);
        assertThat(rich.attributes()).doesNotContainKey("nothing");
        assertThat(plain.duration()).isEqualTo(2_500);
    }

    @Test
    public void passesOverALineThatWasCutOff() throws IOException {
        String whole = line(span().of(TRACE));
        String text = whole + whole.substring(0, 100) + "\n" + "[]\n{}\n\n" + whole;
        List<SpanRecord> spans = new ArrayList<>();

        int unreadable = SpanReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), spans::add);

        assertThat(spans).hasSize(2);
        assertThat(unreadable).isEqualTo(3);
    }

    @Test
    public void keepsLongTextsAndManyAttributesWithinBounds() {
        SpanRecord.Builder builder = span().name("n".repeat(1_000)).attribute("long", "x".repeat(10_000))
                .attribute("list", Collections.nCopies(1_000, "y".repeat(5_000)));
        for (int i = 0; i < 1_000; i++) {
            builder.attribute("a" + i, i);
        }
        SpanRecord span = builder.failed("x", "z".repeat(10_000)).of(TRACE);

        assertThat(span.name()).hasSize(SpanRecord.MAX_NAME);
        assertThat(span.text("long")).hasSize(SpanRecord.MAX_TEXT).endsWith("…");
        assertThat(span.description()).hasSize(SpanRecord.MAX_TEXT);
        assertThat(span.attributes()).hasSize(SpanRecord.MAX_ATTRIBUTES);
        assertThat((List<?>) span.attributes().get("list")).hasSize(SpanRecord.MAX_ATTRIBUTES);
    }

    @Test
    public void endsNoSpanBeforeItBegan() {
        assertThat(new OpenSpan("00f067aa0ba902b7", "", "x", 5_000).ended(4_000).of(TRACE).duration()).isZero();
    }

    @Test
    public void knowsIdentifiersAgain() {
        SpanIds ids = new SpanIds();
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(TraceIds.newSpanId());
        }
        many.addAll(Arrays.asList("ffffffffffffffff", "0000000000000001"));

        assertThat(many).allMatch(ids::add);
        assertThat(many).noneMatch(ids::add);
        assertThat(ids.size()).isEqualTo(many.size());
    }
}
