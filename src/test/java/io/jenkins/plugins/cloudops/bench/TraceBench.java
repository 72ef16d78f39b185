package io.jenkins.plugins.cloudops.bench;

import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.engine.trace.SpanKind;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import io.jenkins.plugins.cloudops.trace.SpanLimit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * How long it takes to record a span: to keep it with its build and to put it into the spool of a collector that is down.
 * One at a time, as steps do, and 512 together, as the resources of an apply. Arguments: how many spans, and the rounds.
 */
public final class TraceBench {

    private TraceBench() {
    }

    public static void main(String... arguments) throws Throwable {
        LocalSite site = new LocalSite();
        site.apply(new Statement() {
            @Override
            public void evaluate() {
                measure(site, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
            }
        }, Description.EMPTY).evaluate();
        System.exit(0);
    }

    private static SpanRecord span(BuildTrace trace, int i) {
        return trace.open("create aws_instance").ended(System.currentTimeMillis()).kind(SpanKind.CLIENT)
                .attribute("cloudops.resource.address", "module.web[\"eu-central-1\"].aws_instance.server[" + i + "]")
                .attribute("cloudops.resource.type", "aws_instance")
                .attribute("cloudops.resource.action", "create")
                .attribute("cloudops.resource.order", i).of(trace.traceId());
    }

    private static void measure(LocalSite site, int spans, int rounds) {
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEndpoint("http://127.0.0.1:9");
        CloudOpsConfiguration.get().setTracing(tracing);
        SpanLimit.set(Integer.MAX_VALUE);
        BuildTrace trace = BuildTrace.of(site.build());
        double[] single = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] together = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int round = 0; round < rounds; round++) {
            best(single, spans, () -> {
                for (int i = 0; i < spans; i++) {
                    trace.record(List.of(span(trace, i)));
                }
            });
            best(together, spans, () -> {
                List<SpanRecord> batch = new ArrayList<>();
                for (int i = 0; i < spans; i++) {
                    batch.add(span(trace, i));
                    if (batch.size() == 512 || i == spans - 1) {
                        trace.record(batch);
                        batch.clear();
                    }
                }
            });
        }
        System.out.printf(Locale.ROOT, "%9d | one at a time %6.1f us, of the processor %6.1f us | 512 together %6.1f us, of the processor %6.1f us%n",
                spans, single[0], single[1], together[0], together[1]);
    }

    /** Microseconds for each: of the clock, and of the processor, which does not count those of others. */
    private static void best(double[] best, int spans, Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        work.run();
        best[0] = Math.min(best[0], (System.nanoTime() - start) / 1_000d / spans);
        best[1] = Math.min(best[1], (threads.getCurrentThreadCpuTime() - cpu) / 1_000d / spans);
    }
}
