package io.jenkins.plugins.cloudops.bench;

import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.steps.TerraformApplyStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import io.jenkins.plugins.cloudops.trace.SpanLimit;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Compares, in turns, the apply step without spans and with one for each resource, kept with the build and put into the spool of
 * a collector that is down. Terraform is the real one but for {@code apply}: that is a script which says, evenly over a time,
 * what an apply of so many resources says. Arguments: how many resources, the seconds that the apply takes, the rounds.
 */
public final class TraceApplyBench {

    private static final String TOOL = """
            #!/bin/sh
            # Says the lines of the file beside it over so many seconds, if it is to apply.
            [ "$1" = apply ] || exec terraform "$@"
            exec python3 -c 'import sys, time
            lines, seconds = open(sys.argv[1]).readlines(), float(sys.argv[2])
            ticks = int(seconds * 20) + 1
            start = time.time()
            for tick in range(ticks):
                sys.stdout.write("".join(lines[len(lines) * tick // ticks:len(lines) * (tick + 1) // ticks]))
                sys.stdout.flush()
                time.sleep(max(0, start + (tick + 1) * seconds / ticks - time.time()))
            ' '%s' %s
            """;

    private final LocalSite site;
    private final int resources;
    private String plan = "";

    private TraceApplyBench(LocalSite site, int resources, String seconds) throws Exception {
        this.site = site;
        this.resources = resources;
        site.write("shop/main.tf", "resource \"terraform_data\" \"many\" {}");
        Path stream = site.outside().resolve("apply.jsonl");
        try (Writer out = Files.newBufferedWriter(stream)) {
            ReadApplyBench.applied(out, resources);
        }
        Path tool = site.write("paced-terraform", TOOL.formatted(stream.toString().replace("'", "'\\''"), seconds));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEndpoint("http://127.0.0.1:9");
        CloudOpsConfiguration.get().setTracing(tracing);
    }

    public static void main(String... arguments) throws Throwable {
        LocalSite site = new LocalSite();
        site.apply(new Statement() {
            @Override
            public void evaluate() throws Throwable {
                new TraceApplyBench(site, Integer.parseInt(arguments[0]), arguments[1]).measure(Integer.parseInt(arguments[2]));
            }
        }, Description.EMPTY).evaluate();
        System.exit(0);
    }

    private void measure(int rounds) throws Exception {
        Interleaved turns = new Interleaved(() -> apply(0), () -> apply(Integer.MAX_VALUE)).before(this::plan);
        turns.run(1);
        turns.clear();
        for (int round = 0; round < rounds; round++) {
            turns.run(1);
        }
        int[] spans = {0};
        BuildTrace.of(site.build()).read(span -> spans[0] += span.text("cloudops.resource.address").isEmpty() ? 0 : 1);
        if (spans[0] != (rounds + 1) * resources) {
            throw new IllegalStateException("recorded " + spans[0]);
        }
        System.gc();
        System.out.printf(Locale.ROOT, "%9d | %8.3f s  %8.3f s  %6.4f x  %6.3f s more | %d spans, heap in use %.1f MB%n", resources,
                turns.median(0), turns.median(1), turns.ratio(1), turns.median(1) - turns.median(0), spans[0],
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
    }

    private void plan() throws Exception {
        SpanLimit.set(0);
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("shop");
        step.setTool("./paced-terraform");
        plan = ((Map<?, ?>) site.start(step).context().outcome().get(10, TimeUnit.MINUTES)).get("id").toString();
    }

    private void apply(int spans) throws Exception {
        SpanLimit.set(spans);
        TerraformApplyStep step = new TerraformApplyStep();
        step.setPlan(plan);
        Map<?, ?> apply = (Map<?, ?>) site.start(step).context().outcome().get(30, TimeUnit.MINUTES);
        if (!Integer.valueOf(resources).equals(apply.get("created"))) {
            throw new IllegalStateException("created " + apply.get("created"));
        }
    }
}
