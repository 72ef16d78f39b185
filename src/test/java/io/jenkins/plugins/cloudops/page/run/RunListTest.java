package io.jenkins.plugins.cloudops.page.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Job;
import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.page.ListQuery;
import io.jenkins.plugins.cloudops.store.RunStore;
import io.jenkins.plugins.cloudops.store.StoredRun;
import io.jenkins.plugins.cloudops.store.StoredRun.Status;
import io.jenkins.plugins.cloudops.store.StoredRun.Subject;
import io.jenkins.plugins.cloudops.store.StoredRun.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;

public class RunListTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final List<StoredRun> all = new ArrayList<>();
    private final Map<String, LocalBuild.LocalProject> jobs = new HashMap<>();

    /** @param job its full name, with builds in a directory of its own */
    private void keep(String job, StoredRun run) throws Exception {
        LocalBuild.LocalProject project = jobs.computeIfAbsent(job, LocalBuild.LocalProject::new);
        Path builds = site.home().resolve("builds of " + job.replace('/', ' '));
        project.setBuilds(builds.toFile());
        Path directory = Files.createDirectories(builds.resolve(String.valueOf(run.build())));
        RunStore.keep(new LocalBuild(project, run.build(), directory.toFile()), run);
        all.add(run);
    }

    private static StoredRun run(String id, int build, String operation, String stack, Status status, long started, long ended) {
        return new StoredRun(id, build, operation, new Subject(stack, stack, "staging"), status, "", "", started, ended, Wait.NONE,
                String.format("%032x", build));
    }

    private List<String> read(Map<String, String> parameters, int start, int limit) {
        RunFilter filter = new RunFilter(ListQuery.of(parameters::get, 50, RunFilter.NAMES));
        return RunList.read(List.<Job<?, ?>>copyOf(jobs.values()), filter, start, limit).stream().map(RunView::getId).toList();
    }

    private void keepMany(int runs) throws Exception {
        Random random = new Random(1);
        long now = System.currentTimeMillis() - 10_000_000;
        for (int i = 0; i < runs; i++) {
            // Some are quick, some go on while a hundred others come and go.
            long lasting = random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(1_000);
            keep("job" + i % 7, run("r" + i, i, i % 3 == 0 ? "apply" : "plan", "stacks/s" + i % 5, i % 4 == 0 ? Status.FAILED : Status.SUCCEEDED,
                    now - lasting, now));
            now += 2_000;
        }
    }

    @Test
    public void theOneThatBeganLastComesFirstWhateverTheOrderInWhichTheyEnded() throws Exception {
        keepMany(600);
        List<String> expected = all.stream().sorted(Comparator.comparingLong(StoredRun::started).reversed()).map(StoredRun::id).toList();

        assertThat(read(Map.of(), 0, 1_000)).isEqualTo(expected);
        assertThat(read(Map.of(), 0, 20)).isEqualTo(expected.subList(0, 20));
        assertThat(read(Map.of(), 100, 50)).isEqualTo(expected.subList(100, 150));
        assertThat(read(Map.of(), 600, 50)).isEmpty();
    }

    @Test
    public void aFilterLeavesTheOthersOut() throws Exception {
        keepMany(60);

        assertThat(read(Map.of("operation", "apply"), 0, 100)).hasSize(20).contains("r0", "r57").doesNotContain("r1");
        assertThat(read(Map.of("status", "failed, running"), 0, 100)).hasSize(15);
        assertThat(read(Map.of("stack", "stacks/s2"), 0, 100)).hasSize(12);
        assertThat(read(Map.of("stack", "s2"), 0, 100)).isEmpty();
        assertThat(read(Map.of("stack", "*2", "operation", "apply", "status", "succeeded"), 0, 100)).containsExactlyInAnyOrder("r27", "r42", "r57");
        assertThat(read(Map.of("job", "job3"), 0, 100)).hasSize(9).contains("r3", "r10");
        assertThat(read(Map.of("workspace", "production"), 0, 100)).isEmpty();
        assertThat(read(Map.of("id", "r5"), 0, 100)).containsExactly("r5");
        assertThat(read(Map.of("build", "5"), 0, 100)).containsExactly("r5");
        assertThat(read(Map.of("trace", String.format("%032X", 58)), 0, 100)).containsExactly("r58");
        assertThat(read(Map.of("trace", "58"), 0, 100)).isEmpty();
    }

    @Test
    public void aFolderStandsForTheJobsInIt() throws Exception {
        keep("team/shop/main", run("a1", 1, "plan", "s", Status.SUCCEEDED, 1, 2));
        keep("team/web", run("a2", 1, "plan", "s", Status.SUCCEEDED, 3, 4));
        keep("teamwork", run("a3", 1, "plan", "s", Status.SUCCEEDED, 5, 6));

        assertThat(read(Map.of("job", "team"), 0, 9)).containsExactly("a2", "a1");
        assertThat(read(Map.of("job", "team/"), 0, 9)).containsExactly("a2", "a1");
        assertThat(read(Map.of("job", "team/shop"), 0, 9)).containsExactly("a1");
        assertThat(read(Map.of("job", "*/main"), 0, 9)).containsExactly("a1");
    }

    @Test
    public void aStackWithAnyCharactersIsFound() throws Exception {
        for (String stack : List.of("a \"b\"", "a\\b", "ü/ö", "tab\tbed", "a<b>&c", "line\u2028s")) {
            keep("shop", run("x" + all.size(), 1, "plan", stack, Status.SUCCEEDED, 1, 2));
            assertThat(read(Map.of("stack", stack), 0, 9)).as(stack).hasSize(1);
        }
    }

    @Test
    public void whatIsOfABuildThatIsGoneIsNotThere() throws Exception {
        keepMany(10);
        Path gone = site.home().resolve("builds of job2/9");
        Files.walk(gone).sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());

        assertThat(read(Map.of(), 0, 100)).hasSize(9).doesNotContain("r9");
        assertThat(read(Map.of(), 0, 1)).containsExactly("r8");
    }

    @Test
    public void aRunIsShownWithTheAddressOfItsBuildThatIsNotLoaded() throws Exception {
        keep("team/web", run("a2", 12, "apply", "stacks/web", Status.CANCELLED, 1_000, 63_000));
        RunView run = RunList.read(List.<Job<?, ?>>copyOf(jobs.values()), new RunFilter(ListQuery.of(name -> null, 50, RunFilter.NAMES)), 0, 1).get(0);

        assertThat(run.getUrl()).isEqualTo("job/team/job/web/12/");
        assertThat(run.getDetails()).isEqualTo("job/team/job/web/12/cloudops-applies/#a2");
        assertThat(run.getBuildName()).isEqualTo("team » web #12");
        assertThat(run.getStatus()).isEqualTo("cancelled");
        assertThat(run.isDone()).isTrue();
        assertThat(run.getDuration()).isEqualTo(62_000);
        assertThat(run.getMoment()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(run.getShortTrace()).isEqualTo("00000000");
    }
}
