package io.jenkins.plugins.cloudops.bench;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.steps.TerraformApplyStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Compares, in turns, {@code terraform apply -json} of a saved plan into a file with the apply step, which follows, prints
 * and keeps what it says. The step runs in this JVM, on stand-ins for Jenkins; the run directory, its supervisor and
 * terraform are the real ones. Before each, plans are made anew and the states removed, outside of the time. Arguments:
 * how many resources the plan creates, and the rounds.
 */
public final class FollowApplyBench {

    private final LocalSite site;
    private final int resources;
    private final Path bare;
    private final Path followed;
    private String plan = "";

    private FollowApplyBench(LocalSite site, int resources) {
        this.site = site;
        this.resources = resources;
        this.bare = site.write("bare/main.tf", Stacks.creating(resources)).getParent();
        this.followed = site.write("followed/main.tf", Stacks.creating(resources)).getParent();
    }

    public static void main(String... arguments) throws Throwable {
        LocalSite site = new LocalSite();
        site.apply(new Statement() {
            @Override
            public void evaluate() throws Throwable {
                new FollowApplyBench(site, Integer.parseInt(arguments[0])).measure(Integer.parseInt(arguments[1]));
            }
        }, Description.EMPTY).evaluate();
        System.exit(0);
    }

    private void measure(int rounds) throws Exception {
        terraform("init -input=false");
        Interleaved turns = new Interleaved(this::apply, this::step).before(this::plan);
        for (int i = 0; i < rounds; i++) {
            turns.run(1);
        }
        System.out.printf(Locale.ROOT, "%9d | %8.3f s  %8.3f s  %6.3f x  %7.3f s more%n", resources,
                turns.median(0), turns.median(1), turns.ratio(1), turns.median(1) - turns.median(0));
    }

    private void plan() throws Exception {
        for (Path stack : List.of(bare, followed)) {
            Files.deleteIfExists(stack.resolve("terraform.tfstate"));
            Files.deleteIfExists(stack.resolve("terraform.tfstate.backup"));
        }
        terraform("plan -input=false -out=plan.tfplan");
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("followed");
        plan = site.start(step).context().outcome().get(10, TimeUnit.MINUTES) instanceof Map<?, ?> result
                ? result.get("id").toString() : "";
    }

    private void apply() throws Exception {
        terraform("apply -json -input=false plan.tfplan");
    }

    private void terraform(String command) throws IOException, InterruptedException {
        if (new ProcessBuilder("sh", "-c", "exec terraform " + command + " >out.log 2>&1")
                .directory(bare.toFile()).start().waitFor() != 0) {
            throw new IOException("terraform " + command + " has failed, see " + bare.resolve("out.log"));
        }
    }

    private void step() throws Exception {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setPlan(plan);
        Map<?, ?> apply = (Map<?, ?>) site.start(step).context().outcome().get(30, TimeUnit.MINUTES);
        if (!Integer.valueOf(resources).equals(apply.get("created"))) {
            throw new IllegalStateException("created " + apply.get("created"));
        }
    }
}
