package io.jenkins.plugins.cloudops.bench;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Compares, in turns, the plan step with a shell script that makes the same calls of the CLI: on a fresh checkout, and on
 * one where both have run before. The step runs in this JVM, on stand-ins for Jenkins; the run directory, its supervisor
 * and terraform are the real ones. Arguments: how many resources the stack
 * has, or {@code aws}, and the rounds.
 */
public final class PlanStepBench {

    private static final String SCRIPT = """
            set -e
            terraform init -input=false -no-color >init.log 2>&1
            code=0
            terraform plan -json -input=false -detailed-exitcode -out=plan.tfplan >plan.log 2>&1 || code=$?
            [ $code -eq 0 ] || [ $code -eq 2 ]
            terraform show -json plan.tfplan >plan.json
            """;

    private final LocalSite site;
    private final Path stack;

    private PlanStepBench(LocalSite site, String configuration) {
        this.site = site;
        this.stack = site.write("stack/main.tf", configuration).getParent();
    }

    public static void main(String... arguments) throws Throwable {
        LocalSite site = new LocalSite();
        site.apply(new Statement() {
            @Override
            public void evaluate() throws Throwable {
                String stack = arguments[0];
                String configuration = stack.equals("aws") ? Stacks.withAws() : Stacks.creating(Integer.parseInt(stack));
                new PlanStepBench(site, configuration).measure(stack, Integer.parseInt(arguments[1]));
            }
        }, Description.EMPTY).evaluate();
        System.exit(0);
    }

    private void measure(String stackName, int rounds) throws Exception {
        Interleaved fresh = new Interleaved(this::script, this::step).before(this::forgetInit);
        Interleaved again = new Interleaved(this::script, this::step);
        fresh.run(1);
        again.run(2);
        fresh.clear();
        again.clear();
        for (int i = 0; i < rounds; i++) {
            fresh.run(1);
            again.run(1);
        }
        long skipped = site.log().lines().stream().filter(line -> line.startsWith("Skipping init")).count();
        if (skipped != rounds + 2) {
            throw new IllegalStateException("init was skipped " + skipped + " times");
        }
        System.out.printf(Locale.ROOT, "%9s | %6.3f s  %7.3f s  %6.3f x | %6.3f s  %7.3f s  %6.3f x%n", stackName,
                fresh.median(0), fresh.median(1), fresh.ratio(1), again.median(0), again.median(1), again.ratio(1));
    }

    private void step() throws Exception {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("stack");
        Map<?, ?> plan = (Map<?, ?>) site.start(step).context().outcome().get(5, TimeUnit.MINUTES);
        if (!Boolean.TRUE.equals(plan.get("changes"))) {
            throw new IllegalStateException(plan.toString());
        }
    }

    private void script() throws IOException, InterruptedException {
        if (new ProcessBuilder("sh", "-c", SCRIPT).directory(stack.toFile()).inheritIO().start().waitFor() != 0) {
            throw new IOException("the script has failed");
        }
    }

    private void forgetInit() throws IOException {
        Path data = stack.resolve(".terraform");
        if (Files.exists(data)) {
            List<Path> all;
            try (Stream<Path> tree = Files.walk(data)) {
                all = tree.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : all) {
                Files.delete(path);
            }
        }
    }
}
