package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StepLines;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanKind;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.engine.trace.otlp.Instruments;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import io.jenkins.plugins.cloudops.trace.Metrics;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;

/**
 * The operations on resources of an apply, each a span below that of the command. The key of one is its address, its action
 * and its number in the stream, so that taking in the end of an apply twice records each once.
 */
final class ResourceSpans {

    private static final Logger LOGGER = Logger.getLogger(ResourceSpans.class.getName());
    private static final int AT_ONCE = 512;

    private ResourceSpans() {
    }

    /**
     * @param run the identifier of the run
     * @param command the identifier of the span around them
     * @param steps what {@code ReadApply} wrote on the agent
     */
    static void record(Run<?, ?> build, String run, String command, FilePath steps, Redactor redactor) throws InterruptedException {
        BuildTrace trace = BuildTrace.of(build);
        if (trace.isFull()) {
            return;
        }
        List<SpanRecord> spans = new ArrayList<>();
        // About 30 bytes for each operation.
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try {
            steps.copyTo(compressed);
            BufferedReader lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(new ByteArrayInputStream(compressed.toByteArray())), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                spans.add(span(trace, run, command, StepLines.Line.read(line), redactor));
                if (spans.size() == AT_ONCE) {
                    record(trace, spans);
                    spans.clear();
                }
            }
        } catch (IOException e) {
            // Of a connection that broke hears whoever uses it next, and takes in the end of the apply again.
            LOGGER.log(Level.WARNING, "Cannot record what the apply of run " + run + " did to each resource", e);
        }
        record(trace, spans);
    }

    private static void record(BuildTrace trace, List<SpanRecord> spans) {
        Instruments metrics = Metrics.get();
        trace.record(spans).forEach(span -> metrics.changed(span.text("cloudops.resource.action"), span.text("cloudops.resource.type"),
                !span.failed()));
    }

    private static SpanRecord span(BuildTrace trace, String run, String command, StepLines.Line line, Redactor redactor) {
        String key = "run/" + run + "/resource/" + line.address() + '/' + line.action() + '/' + line.number();
        String type = line.type();
        SpanRecord.Builder span = new OpenSpan(trace.spanId(key), command, line.action() + ' ' + (type.isEmpty() ? "resource" : type),
                line.start()).ended(line.end()).kind(SpanKind.CLIENT)
                .attribute("cloudops.resource.address", redactor.redact(line.address()))
                .attribute("cloudops.resource.type", type)
                .attribute("cloudops.resource.action", line.action())
                .attribute("cloudops.resource.order", line.number());
        if (!line.done()) {
            span.failed(line.problem().isEmpty() ? "interrupted" : "provider", redactor.redact(line.problem()));
        }
        return span.of(trace.traceId());
    }
}
