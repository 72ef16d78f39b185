package io.jenkins.plugins.cloudops.bench;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Lets many plan steps work on one state: how long that takes beside the commands alone, and what those cost that wait.
 * The steps run in this JVM, on stand-ins for Jenkins; the CLI is a script that sleeps. Arguments: how many steps work,
 * how many milliseconds each plan takes, how many steps wait.
 */
public final class TurnsBench {

    private final LocalSite site;

    private TurnsBench(LocalSite site) {
        this.site = site;
    }

    public static void main(String... arguments) throws Throwable {
        LocalSite site = new LocalSite();
        site.apply(new Statement() {
            @Override
            public void evaluate() throws Throwable {
                TurnsBench bench = new TurnsBench(site);
                bench.work(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
                bench.wait(Integer.parseInt(arguments[2]));
            }
        }, Description.EMPTY).evaluate();
        System.exit(0);
    }

    /** A shell in the background cannot listen to an interrupt, so a plan that is to be stopped is told otherwise. */
    private void tool(String work) throws Exception {
        var tool = site.write("tool", "#!/bin/sh", "case $1 in",
                "version) echo '{\"terraform_version\":\"1.11.4\"}' ;;",
                "plan) echo begins $(date +%s%N) >>../order; " + work,
                "  for a; do case $a in -out=*) echo plan >\"${a#-out=}\" ;; esac; done; exit 2 ;;",
                "show) echo '{\"format_version\":\"1.2\"}'; echo ends $(date +%s%N) >>../order ;;",
                "esac");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        site.write("stack/main.tf", "");
    }

    private LocalStep start(int number) throws Exception {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("stack");
        step.setTool("./tool");
        step.setInit("never");
        LocalStep started = site.start("step " + number, step);
        return started;
    }

    private void work(int steps, int millis) throws Exception {
        tool("sleep " + millis / 1000.0);
        start(0).context().outcome().get(5, TimeUnit.MINUTES);
        long bare = 0;
        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            new ProcessBuilder("sh", "-c", "../tool version; ../tool plan -out=/dev/null; ../tool show")
                    .directory(site.workspace().resolve("stack").toFile()).redirectErrorStream(true).start().waitFor();
            bare += System.nanoTime() - before;
        }
        double sum = bare / 5e9 * steps;
        Files.delete(site.workspace().resolve("order"));
        long before = System.nanoTime();
        List<LocalStep> all = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            all.add(start(i));
        }
        int failed = 0;
        for (LocalStep step : all) {
            try {
                step.context().outcome().get(30, TimeUnit.MINUTES);
            } catch (java.util.concurrent.ExecutionException e) {
                failed++;
                System.out.println(e.getCause());
            }
        }
        double took = (System.nanoTime() - before) / 1e9;
        System.out.printf(Locale.ROOT, "%d steps on one state: %d failed, %.1f s, bare commands %.1f s, %.3f x%n",
                steps, failed, took, sum, took / sum);
        handovers();
    }

    /** From the last command of a step to the first of the next. */
    private void handovers() throws Exception {
        List<Long> gaps = new ArrayList<>();
        long end = 0;
        for (String line : Files.readAllLines(site.workspace().resolve("order"))) {
            long when = Long.parseLong(line.substring(line.indexOf(' ') + 1));
            if (line.startsWith("begins") && end != 0) {
                gaps.add(when - end);
            }
            end = line.startsWith("ends") ? when : 0;
        }
        Collections.sort(gaps);
        System.out.printf(Locale.ROOT, "%d handovers: %.3f s in the middle, %.3f s at most%n",
                gaps.size(), gaps.get(gaps.size() / 2) / 1e9, gaps.get(gaps.size() - 1) / 1e9);
    }

    private void wait(int steps) throws Exception {
        tool("until [ -e ../over ]; do sleep 0.5; done");
        List<LocalStep> all = new ArrayList<>();
        all.add(start(0));
        await(1);
        long heap = heap();
        int threads = Thread.activeCount();
        for (int i = 1; i <= steps; i++) {
            all.add(start(i));
        }
        await(steps + 1);
        Thread.sleep(2_000);
        System.out.printf(Locale.ROOT, "%d steps that wait: %.1f KiB of heap each, %d threads more%n",
                steps, (heap() - heap) / 1024.0 / steps, Thread.activeCount() - threads);
        for (int i = steps; i >= 0; i--) {
            all.get(i).execution().stop(new FlowInterruptedException(Result.ABORTED, true));
        }
        site.write("over");
        for (LocalStep step : all) {
            try {
                step.context().outcome().get(10, TimeUnit.MINUTES);
            } catch (java.util.concurrent.ExecutionException aborted) {
                // As it should be.
            }
        }
    }

    private static void await(int places) throws InterruptedException {
        while (Turns.get().list().size() < places) {
            Thread.sleep(500);
        }
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(300);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
