package io.jenkins.plugins.cloudops.engine.trace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanKind;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.engine.trace.TraceContext;
import io.jenkins.plugins.cloudops.trace.Receiver;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class OtlpCollectorTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private Receiver receiver;
    private OtlpCollector collector;

    @Before
    public void start() throws IOException {
        receiver = new Receiver();
        collector = new OtlpCollector(new OtlpTarget(OtlpTarget.below(receiver.endpoint() + "/", "traces"), "",
                Map.of("Authorization", "Bearer s3cr3t-token"), Map.of("service.name", "ci")), new Transport(HttpClient.newHttpClient(), HttpRequest::newBuilder));
    }

    @After
    public void stop() {
        receiver.close();
    }

    private static SpanRecord span() {
        return new OpenSpan("00f067aa0ba902b7", "53995c3f42cd8ad8", "terraform apply", 1_000).ended(3_500).of(TRACE);
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    public void sendsSpansAsTheProtocolWantsThem() {
        TraceContext other = TraceContext.fresh();
        SpanRecord rich = new OpenSpan("00f067aa0ba902b7", "53995c3f42cd8ad8", "terraform apply", 1_000).ended(3_500).kind(SpanKind.CLIENT)
                .attribute("text", "ü").attribute("number", 7).attribute("share", 0.5).attribute("flag", true).attribute("list", List.of("a", "b"))
                .event("feature_flag", 2_000, Map.of("feature_flag.key", "adFailure")).link(other, Map.of())
                .failed("denied", "no way").of(TRACE);

        assertThat(collector.send(List.of(rich)).outcome()).isEqualTo(Collector.Outcome.DELIVERED);
        Span sent = receiver.spans().get(0);
        assertThat(hex(sent.getTraceId())).isEqualTo(TRACE);
        assertThat(hex(sent.getSpanId())).isEqualTo("00f067aa0ba902b7");
        assertThat(hex(sent.getParentSpanId())).isEqualTo("53995c3f42cd8ad8");
        assertThat(sent.getName()).isEqualTo("terraform apply");
        assertThat(sent.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(sent.getStartTimeUnixNano()).isEqualTo(1_000_000_000L);
        assertThat(sent.getEndTimeUnixNano()).isEqualTo(3_500_000_000L);
        assertThat(sent.getStatus()).isEqualTo(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("no way").build());
        Map<String, ?> attributes = sent.getAttributesList().stream().collect(Collectors.toMap(one -> one.getKey(), one -> switch (one.getValue().getValueCase()) {
            case INT_VALUE -> one.getValue().getIntValue();
            case DOUBLE_VALUE -> one.getValue().getDoubleValue();
            case BOOL_VALUE -> one.getValue().getBoolValue();
            case ARRAY_VALUE -> one.getValue().getArrayValue().getValuesList().stream().map(element -> element.getStringValue()).toList();
            default -> one.getValue().getStringValue();
        }));
        assertThat(attributes).isEqualTo(Map.of("text", "ü", "number", 7L, "share", 0.5, "flag", true, "list", List.of("a", "b"), "error.type", "denied"));
        assertThat(sent.getEvents(0).getName()).isEqualTo("feature_flag");
        assertThat(sent.getEvents(0).getTimeUnixNano()).isEqualTo(2_000_000_000L);
        assertThat(hex(sent.getLinks(0).getTraceId())).isEqualTo(other.traceId());
        assertThat(receiver.resources().get(0).getResource().getAttributes(0).getValue().getStringValue()).isEqualTo("ci");
    }

    @Test
    public void saysWhoWeAreAndOffersNoOtherProtocol() {
        collector.send(List.of(span()));

        assertThat(receiver.seen()).containsExactly("HTTP/1.1 application/x-protobuf Bearer s3cr3t-token false");
        assertThat(collector.target().toString()).doesNotContain("s3cr3t");
    }

    @Test
    public void canBeAskedWithoutSendingAnything() {
        assertThat(collector.send(List.of()).outcome()).isEqualTo(Collector.Outcome.DELIVERED);
        assertThat(receiver.seen()).hasSize(1);
        assertThat(receiver.spans()).isEmpty();
    }

    @Test
    public void tellsWhatCanBeSentLaterFromWhatIsRefused() {
        for (int status : new int[] {401, 403, 404, 429, 500, 502, 503, 504}) {
            receiver.answer(status, "7");
            assertThat(collector.send(List.of(span()))).isEqualTo(new Collector.Delivery(Collector.Outcome.LATER, 7, "HTTP " + status));
        }
        for (int status : new int[] {400, 413, 422}) {
            receiver.answer(status, "soon");
            assertThat(collector.send(List.of(span()))).isEqualTo(new Collector.Delivery(Collector.Outcome.REFUSED, 0, "HTTP " + status));
        }
        assertThat(receiver.spans()).isEmpty();
    }

    @Test
    public void saysThatNobodyIsThere() throws IOException {
        receiver.down();

        Collector.Delivery delivery = collector.send(List.of(span()));

        assertThat(delivery.outcome()).isEqualTo(Collector.Outcome.LATER);
        assertThat(delivery.problem()).isNotBlank().doesNotContain("s3cr3t");
        receiver.up();
        assertThat(collector.send(List.of(span())).outcome()).isEqualTo(Collector.Outcome.DELIVERED);
    }

    @Test
    public void readsHeadersAndSaysWhichOneIsNone() {
        assertThat(OtlpTarget.pairs("Authorization=Bearer a=b, x-tenant = ops ,\n")).isEqualTo(Map.of("Authorization", "Bearer a=b", "x-tenant", "ops"));
        assertThat(OtlpTarget.pairs("")).isEmpty();
        assertThatThrownBy(() -> OtlpTarget.pairs("a=b,s3cr3t")).hasMessage("2").hasMessageNotContaining("s3cr3t");
    }

    @Test
    public void knowsAddressesToWhichNothingCanBeSent() {
        assertThat(List.of("http://localhost:4318", "https://collector.example.com/otlp")).allMatch(OtlpTarget::isUsable);
        assertThat(List.of("", "localhost:4318", "grpc://x:4317", "http://", "http://a b", "file:///etc/passwd")).noneMatch(OtlpTarget::isUsable);
    }
}
