package io.jenkins.plugins.cloudops.bench;

import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.page.run.RunQueries;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.io.BufferedWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Asks for runs of many jobs with many builds: how long that takes, and what it allocates. Each build has a plan and an
 * apply; jobs take turns in building. The files are those that Jenkins would have, written here in one go. Arguments: how
 * many jobs, how many builds each has.
 */
public final class RunListBench {

    private static final int TIMES = 9;

    private final List<LocalBuild.LocalProject> jobs = new ArrayList<>();
    private long bytes;

    private RunListBench() {
    }

    public static void main(String... arguments) throws Throwable {
        LocalSite site = new LocalSite();
        site.apply(new Statement() {
            @Override
            public void evaluate() throws Throwable {
                RunListBench bench = new RunListBench();
                bench.write(site.home(), Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
                bench.ask();
            }
        }, Description.EMPTY).evaluate();
        System.exit(0);
    }

    private void write(Path home, int many, int builds) throws Exception {
        long end = System.currentTimeMillis() - 60_000;
        for (int number = 0; number < many; number++) {
            LocalBuild.LocalProject job = new LocalBuild.LocalProject("team" + number % 10 + "/job" + number);
            Path directory = Files.createDirectories(home.resolve("builds of job" + number));
            job.setBuilds(directory.toFile());
            jobs.add(job);
            Path file = directory.resolve("cloudops-runs.jsonl");
            long last = 0;
            try (BufferedWriter lines = Files.newBufferedWriter(file)) {
                for (int build = 1; build <= builds; build++) {
                    Files.createDirectory(directory.resolve(String.valueOf(build)));
                    last = end - ((long) (builds - build) * many + many - number) * 30_000;
                    for (String operation : new String[] {"plan", "apply"}) {
                        lines.write(line(number, build, operation, last));
                    }
                }
            }
            Files.setLastModifiedTime(file, FileTime.fromMillis(last));
            bytes += Files.size(file);
        }
        System.out.printf(Locale.ROOT, "%d jobs with %d builds each: %d runs, %.1f MB of lists%n", many, builds, many * builds * 2, bytes / 1e6);
    }

    /** As {@code StoredRun} writes it. */
    private static String line(int job, int build, String operation, long end) {
        return String.format(Locale.ROOT, "{\"id\":\"%s%06x%08x\",\"build\":%d,\"operation\":\"%s\",\"name\":\"shop\",\"stack\":\"stacks/s%d\","
                + "\"workspace\":\"staging\",\"status\":\"%s\",\"kind\":\"\",\"failure\":\"\",\"started\":%d,\"ended\":%d,\"waited\":0,\"heldBy\":\"\","
                + "\"trace\":\"%016x%016x\"}%n", operation.equals("plan") ? "a" : "b", job, build, build, operation, job,
                build % 20 == 0 ? StoredRun.Status.FAILED.word() : StoredRun.Status.SUCCEEDED.word(), end - 20_000, end, job, build);
    }

    private void ask() {
        int builds = jobs.size() / 2;
        show("the newest 50", Map.of(), 0);
        show("the newest 50 that failed", Map.of("status", "failed"), 0);
        show("those of a job", Map.of("job", "team0/job0"), 0);
        show("those of an old trace", Map.of("trace", String.format("%016x%016x", builds, 3)), 0);
        show("a stack that nobody has", Map.of("stack", "nobody"), 0);
        show("the 50 behind 10,000", Map.of(), 10_000);
    }

    private void show(String what, Map<String, String> parameters, int start) {
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] took = new long[TIMES];
        long allocated = 0;
        int found = 0;
        for (int i = 0; i < TIMES; i++) {
            long before = System.nanoTime();
            long bytesBefore = thread.getCurrentThreadAllocatedBytes();
            found = RunQueries.count(jobs, parameters, start);
            allocated = thread.getCurrentThreadAllocatedBytes() - bytesBefore;
            took[i] = System.nanoTime() - before;
        }
        long first = took[0];
        Arrays.sort(took);
        System.out.printf(Locale.ROOT, "%s: %d found, %.1f ms in the middle, %.1f ms the first time, %.1f MB allocated%n", what, found,
                took[TIMES / 2] / 1e6, first / 1e6, allocated / 1e6);
    }
}
