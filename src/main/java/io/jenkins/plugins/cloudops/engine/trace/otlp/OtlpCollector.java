package io.jenkins.plugins.cloudops.engine.trace.otlp;

import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A collector that is reached with the exporters of OpenTelemetry, in protocol buffers over HTTP. One request at a time. */
public final class OtlpCollector implements Collector {

    private static final Duration MOST = Duration.ofSeconds(10);

    private final OtlpTarget target;
    private final OtlpHttpSpanExporter exporter;
    private final Resource resource;
    private volatile OtlpSender sender;

    public OtlpCollector(OtlpTarget target, Transport transport) {
        this.target = target;
        this.resource = resource(target);
        this.exporter = OtlpHttpSpanExporter.builder().setEndpoint(target.traces()).setHeaders(target::headers)
                .setTimeout(MOST).setRetryPolicy(null)
                .setComponentLoader(loader(config -> sender = new OtlpSender(config, transport, MOST))).build();
    }

    /** Whatever else could be found among the libraries of other plugins is not asked. */
    private static ComponentLoader loader(HttpSenderProvider ours) {
        return new ComponentLoader() {
            @Override
            public <T> Iterable<T> load(Class<T> type) {
                return type == HttpSenderProvider.class ? List.of(type.cast(ours)) : List.of();
            }
        };
    }

    /** An exporter of metrics to the same place. */
    public static MetricExporter metrics(OtlpTarget target, Transport transport) {
        return OtlpHttpMetricExporter.builder().setEndpoint(target.metrics()).setHeaders(target::headers).setTimeout(MOST)
                .setRetryPolicy(null).setComponentLoader(loader(config -> new OtlpSender(config, transport, MOST))).build();
    }

    static Resource resource(OtlpTarget target) {
        AttributesBuilder attributes = Attributes.builder();
        target.resource().forEach(attributes::put);
        return Resource.create(attributes.build());
    }

    @Override
    public synchronized Delivery send(List<SpanRecord> spans) {
        List<SpanData> data = new ArrayList<>(spans.size());
        spans.forEach(span -> data.add(new OtlpSpan(span, resource)));
        exporter.export(data).join(MOST.toSeconds() + 5, TimeUnit.SECONDS);
        OtlpSender.Answer answer = sender.last();
        if (answer.delivered()) {
            return Delivery.DONE;
        }
        int status = answer.status();
        if (status == 0) {
            return new Delivery(Outcome.LATER, 0, answer.problem());
        }
        boolean refused = status == 400 || status == 413 || status == 422;
        return new Delivery(refused ? Outcome.REFUSED : Outcome.LATER, answer.retryAfter(), "HTTP " + status);
    }

    public OtlpTarget target() {
        return target;
    }
}
