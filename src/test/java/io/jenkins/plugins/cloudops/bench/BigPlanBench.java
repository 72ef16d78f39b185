package io.jenkins.plugins.cloudops.bench;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Says how much one plan of many changes leaves behind: in the console, with the build, and in what the step returns. The
 * argument is the number of resources that the plan creates.
 */
public final class BigPlanBench {

    private BigPlanBench() {
    }

    public static void main(String... arguments) throws Throwable {
        LocalSite site = new LocalSite();
        site.apply(new Statement() {
            @Override
            public void evaluate() throws Throwable {
                measure(site, Integer.parseInt(arguments[0]));
            }
        }, Description.EMPTY).evaluate();
        System.exit(0);
    }

    private static void measure(LocalSite site, int resources) throws Exception {
        site.write("stack/main.tf", Stacks.creating(resources));
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("stack");
        Map<?, ?> plan = (Map<?, ?>) site.start(step).context().outcome().get(5, TimeUnit.MINUTES);
        List<Path> kept;
        try (Stream<Path> files = Files.list(site.home().resolve("builds/1/cloudops/plans"))) {
            kept = files.sorted().toList();
        }
        line("changes", resources);
        line("characters in the console", site.log().text().length());
        line("lines in the console", site.log().lines().size());
        for (Path file : kept) {
            String name = "ID" + file.getFileName().toString().substring(plan.get("id").toString().length());
            line("bytes of cloudops/plans/" + name, Files.size(file));
            if (name.endsWith(".gz")) {
                line("  unpacked", unpacked(file));
            }
        }
        line("changes in the returned map", ((List<?>) plan.get("resources")).size());
    }

    private static long unpacked(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void line(String what, long number) {
        System.out.printf(Locale.ROOT, "%-48s %,12d%n", what, number);
    }
}
