package io.jenkins.plugins.cloudops.engine.trace.otlp;

import io.jenkins.plugins.cloudops.engine.trace.SpanLines;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Map;

/** A span of ours as OpenTelemetry's exporters take it. */
record OtlpSpan(SpanRecord span, Resource resource) implements SpanData {

    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create(SpanLines.SCOPE);

    @Override
    public String getName() {
        return span.name();
    }

    @Override
    public SpanKind getKind() {
        return switch (span.kind()) {
            case INTERNAL -> SpanKind.INTERNAL;
            case SERVER -> SpanKind.SERVER;
            case CLIENT -> SpanKind.CLIENT;
        };
    }

    @Override
    public SpanContext getSpanContext() {
        return SpanContext.create(span.traceId(), span.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
    }

    @Override
    public SpanContext getParentSpanContext() {
        return span.parentSpanId().isEmpty() ? SpanContext.getInvalid()
                : SpanContext.create(span.traceId(), span.parentSpanId(), TraceFlags.getSampled(), TraceState.getDefault());
    }

    @Override
    public StatusData getStatus() {
        return span.failed() ? StatusData.create(io.opentelemetry.api.trace.StatusCode.ERROR, span.description()) : StatusData.unset();
    }

    @Override
    public long getStartEpochNanos() {
        return span.start();
    }

    @Override
    public long getEndEpochNanos() {
        return span.end();
    }

    @Override
    public Attributes getAttributes() {
        return attributes(span.attributes());
    }

    @SuppressWarnings("unchecked")
    private static Attributes attributes(Map<String, Object> plain) {
        AttributesBuilder attributes = Attributes.builder();
        plain.forEach((key, value) -> {
            if (value instanceof Long number) {
                attributes.put(AttributeKey.longKey(key), number);
            } else if (value instanceof Double number) {
                attributes.put(AttributeKey.doubleKey(key), number);
            } else if (value instanceof Boolean flag) {
                attributes.put(AttributeKey.booleanKey(key), flag);
            } else if (value instanceof List<?> list) {
                attributes.put(AttributeKey.stringArrayKey(key), (List<String>) list);
            } else {
                attributes.put(AttributeKey.stringKey(key), value.toString());
            }
        });
        return attributes.build();
    }

    @Override
    public List<EventData> getEvents() {
        return span.events().stream().map(event -> EventData.create(event.time(), event.name(), attributes(event.attributes()))).toList();
    }

    @Override
    public List<LinkData> getLinks() {
        return span.links().stream().map(link -> LinkData.create(
                SpanContext.create(link.traceId(), link.spanId(), TraceFlags.getSampled(), TraceState.getDefault()),
                attributes(link.attributes()))).toList();
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return span.events().size();
    }

    @Override
    public int getTotalRecordedLinks() {
        return span.links().size();
    }

    @Override
    public int getTotalAttributeCount() {
        return span.attributes().size();
    }

    @Override
    @SuppressWarnings("deprecation")
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(SpanLines.SCOPE, null);
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public Resource getResource() {
        return resource;
    }
}
