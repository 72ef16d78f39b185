package io.jenkins.plugins.cloudops.engine.trace.otlp;

import io.jenkins.plugins.cloudops.engine.trace.SpanLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What is counted and measured, with the names of docs/observability.md. Sums grow from the start of Jenkins on, so that a
 * collector which was down for a while misses nothing. Without a collector it costs nothing.
 */
public final class Instruments implements AutoCloseable {

    /** Seconds, from a quick plan to an apply of a day. */
    private static final List<Double> SECONDS = List.of(1d, 2d, 5d, 10d, 30d, 60d, 120d, 300d, 600d, 1_800d, 3_600d, 7_200d, 14_400d, 86_400d);

    private final SdkMeterProvider provider;
    private final OtlpTarget target;
    private final LongCounter operations;
    private final LongCounter failures;
    private final LongCounter changes;
    private final LongCounter drift;
    private final DoubleHistogram operationSeconds;
    private final DoubleHistogram waitSeconds;
    private final DoubleHistogram buildSeconds;
    private final LongCounter buildErrors;
    private final LongUpDownCounter active;

    private Instruments(OtlpTarget target, SdkMeterProvider provider, LongSupplier incidents) {
        this.target = target;
        this.provider = provider;
        Meter meter = (provider == null ? MeterProvider.noop() : provider).get(SpanLines.SCOPE);
        operations = meter.counterBuilder("cloudops.operations").setUnit("{operation}")
                .setDescription("Plans, applies and the like that have ended").build();
        failures = meter.counterBuilder("cloudops.operation.failures").setUnit("{operation}")
                .setDescription("Plans, applies and the like that have failed, by kind").build();
        changes = meter.counterBuilder("cloudops.resource.changes").setUnit("{change}")
                .setDescription("Operations on resources that applies have done or tried").build();
        drift = meter.counterBuilder("cloudops.resource.drift").setUnit("{resource}")
                .setDescription("Resources that plans found changed by others").build();
        operationSeconds = seconds(meter, "cloudops.operation.duration", "How long plans, applies and the like took");
        waitSeconds = seconds(meter, "cloudops.wait.duration", "How long runs waited for their turn or for a state lock");
        buildSeconds = seconds(meter, "cicd.pipeline.run.duration", "How long builds took");
        buildErrors = meter.counterBuilder("cicd.pipeline.run.errors").setUnit("{error}").setDescription("Builds that have failed").build();
        active = meter.upDownCounterBuilder("cicd.pipeline.run.active").setUnit("{run}").setDescription("Builds that go on").build();
        meter.gaugeBuilder("cloudops.incidents.active").ofLongs().setUnit("{incident}").setDescription("Incidents that are in force")
                .buildWithCallback(now -> now.record(incidents.getAsLong()));
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name).setUnit("s").setDescription(description).setExplicitBucketBoundariesAdvice(SECONDS).build();
    }

    /**
     * @param incidents how many are in force
     * @param every how often it is sent
     */
    public static Instruments of(OtlpTarget target, Transport transport, LongSupplier incidents, Duration every) {
        return target.sendsMetrics()
                ? of(target, PeriodicMetricReader.builder(OtlpCollector.metrics(target, transport)).setInterval(every).build(), incidents)
                : new Instruments(target, null, incidents);
    }

    static Instruments of(OtlpTarget target, MetricReader reader, LongSupplier incidents) {
        return new Instruments(target, SdkMeterProvider.builder().setResource(OtlpCollector.resource(target))
                .registerMetricReader(reader).build(), incidents);
    }

    public OtlpTarget target() {
        return target;
    }

    private static Attributes attributes(String... pairs) {
        AttributesBuilder attributes = Attributes.builder();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put(AttributeKey.stringKey(pairs[i]), pairs[i + 1]);
        }
        return attributes.build();
    }

    /**
     * A plan, an apply or the like has ended.
     *
     * @param operation one of few words: {@code plan}
     * @param kind of the failure; empty for none
     */
    public void operated(String operation, String kind, long millis) {
        String outcome = kind.isEmpty() ? "success" : "failure";
        operations.add(1, attributes("cloudops.operation", operation, "cloudops.outcome", outcome));
        operationSeconds.record(millis / 1_000d, attributes("cloudops.operation", operation, "cloudops.outcome", outcome));
        if (!kind.isEmpty()) {
            failures.add(1, attributes("cloudops.operation", operation, "error.type", kind));
        }
    }

    /**
     * An apply has done something to a resource, or tried to.
     *
     * @param type of the resource: {@code aws_instance}
     */
    public void changed(String action, String type, boolean done) {
        changes.add(1, attributes("cloudops.resource.action", action, "cloudops.resource.type", type,
                "cloudops.outcome", done ? "success" : "failure"));
    }

    /** A plan has found resources that others changed. */
    public void drifted(long resources) {
        drift.add(resources);
    }

    /** @param what in a word: {@code turn}, {@code lock} */
    public void waited(String what, long millis) {
        waitSeconds.record(millis / 1_000d, attributes("cloudops.wait", what));
    }

    public void buildBegan(String pipeline) {
        active.add(1, attributes("cicd.pipeline.name", pipeline));
    }

    /**
     * A build has ended.
     *
     * @param result in the words of the conventions: {@code success}
     * @param error its type; empty for none
     * @param counted whether it was counted when it began
     */
    public void built(String pipeline, String result, String error, long millis, boolean counted) {
        buildSeconds.record(millis / 1_000d, attributes("cicd.pipeline.name", pipeline, "cicd.pipeline.result", result));
        if (!error.isEmpty()) {
            buildErrors.add(1, attributes("cicd.pipeline.name", pipeline, "error.type", error));
        }
        if (counted) {
            active.add(-1, attributes("cicd.pipeline.name", pipeline));
        }
    }

    /** Sends what there is now. */
    public void flush() {
        if (provider != null) {
            provider.forceFlush().join(5, TimeUnit.SECONDS);
        }
    }

    /** Sends what there is, for two seconds at the most. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(2, TimeUnit.SECONDS);
        }
    }
}
