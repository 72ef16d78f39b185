package io.jenkins.plugins.cloudops.store;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.store.StoredRun.Status;
import io.jenkins.plugins.cloudops.store.StoredRun.Subject;
import io.jenkins.plugins.cloudops.store.StoredRun.Wait;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.Rule;
import org.junit.Test;

public class RunHistoryTest {

    private static final Predicate<String> ALL = line -> true;

    @Rule
    public final LocalSite site = new LocalSite();

    private LocalBuild build(int number) throws Exception {
        Path directory = Files.createDirectories(site.home().resolve("builds/" + number));
        return new LocalBuild("shop#" + number, directory.toFile());
    }

    private static StoredRun run(String id, int build, String name, long ended) {
        return new StoredRun(id, build, "plan", new Subject(name, "stacks/shop", "staging"), Status.FAILED, "locked", "Somebody \"else\" holds it.",
                ended - 10, ended, new Wait(5, "ann on laptop"), "ab".repeat(16));
    }

    private List<StoredRun> read() throws Exception {
        return read(ALL);
    }

    private List<StoredRun> read(Predicate<String> lines) throws Exception {
        RunHistory.Reader reader = RunHistory.of(site.build().getParent()).read(lines);
        List<StoredRun> runs = new ArrayList<>();
        while (!reader.isOver()) {
            runs.addAll(reader.next());
        }
        return runs;
    }

    private Path file() {
        return site.home().resolve("builds/cloudops-runs.jsonl");
    }

    @Test
    public void aRunIsReadBackFromItsBuildAndFromTheListOfItsJob() throws Exception {
        StoredRun run = run("a1", 7, "shöp", 1_000);
        LocalBuild build = build(7);
        assertThat(RunStore.of(build).isEmpty()).isTrue();

        RunStore.keep(build, run);

        assertThat(RunStore.of(build).get("a1")).isEqualTo(run);
        assertThat(RunStore.of(build).list()).containsExactly(run);
        assertThat(read()).containsExactly(run);
    }

    @Test
    public void aBuildIsForgottenAlsoAfterHalfOfACharacter() throws Exception {
        RunHistory history = RunHistory.of(site.build().getParent());
        history.add(run("a1", 7, "shöp", 1_000));
        byte[] torn = "{\"id\":\"a2\",\"build\":8,\"name\":\"sh\u00f6".getBytes(StandardCharsets.UTF_8);
        Files.write(file(), java.util.Arrays.copyOf(torn, torn.length - 1), StandardOpenOption.APPEND);
        build(9);
        history.add(run("a3", 9, "shöp", 3_000));

        history.remove(7);

        assertThat(read()).extracting(StoredRun::id).containsExactly("a3");
        assertThat(file().resolveSibling("cloudops-runs.jsonl.new")).doesNotExist();
    }

    @Test
    public void aLongFailureIsCutBetweenCharacters() throws Exception {
        StoredRun run = new StoredRun("a1", 7, "plan", new Subject("shop", "shop", "default"), Status.FAILED, "locked",
                "x".repeat(498) + "\ud83d\ude00".repeat(9), 1, 2, new Wait(0, ""), "");

        RunStore.keep(build(7), run);

        assertThat(RunStore.of(build(7)).get("a1").failure()).isEqualTo("x".repeat(498) + "…");
    }

    @Test
    public void theLastComesFirstHoweverManyThereAre() throws Exception {
        for (int i = 1; i <= 3_000; i++) {
            RunHistory.of(site.build().getParent()).add(run("r" + i, i, "ü".repeat(i % 90), i));
        }
        List<StoredRun> runs = read();

        assertThat(runs).hasSize(3_000);
        assertThat(runs).extracting(StoredRun::ended).first().isEqualTo(3_000L);
        assertThat(runs).isSortedAccordingTo((a, b) -> Long.compare(b.ended(), a.ended()));
        assertThat(runs).allSatisfy(run -> assertThat(run.subject().name()).isEqualTo("ü".repeat(run.build() % 90)));
    }

    @Test
    public void whoeverWantsTheLastDoesNotReadTheOthers() throws Exception {
        for (int i = 1; i <= 1_000; i++) {
            RunHistory.of(site.build().getParent()).add(run("r" + i, i, "shop", i));
        }
        RunHistory.Reader reader = RunHistory.of(site.build().getParent()).read(ALL);

        assertThat(reader.bound()).isGreaterThan(System.currentTimeMillis() - 60_000);
        List<StoredRun> some = reader.next();
        assertThat(some).hasSizeBetween(10, 100);
        assertThat(reader.bound()).isEqualTo(1_001 - some.size());
        assertThat(reader.isOver()).isFalse();
    }

    @Test
    public void aRunThatIsKeptTwiceAfterACrashIsListedOnce() throws Exception {
        RunHistory.of(site.build().getParent()).add(run("a1", 1, "shop", 1));
        RunStore.keep(build(1), run("a1", 1, "shop", 1));
        RunStore.keep(build(1), run("a1", 1, "shop", 2));

        assertThat(read()).hasSize(1);
        assertThat(RunStore.of(build(1)).get("a1").ended()).isEqualTo(2);
    }

    @Test
    public void halfALineAndALineThatIsNoneAreLeftOut() throws Exception {
        RunHistory history = RunHistory.of(site.build().getParent());
        history.add(run("a1", 1, "shop", 1));
        Files.writeString(file(), "nonsense\n{\"id\":\"../x\",\"build\":1}\n{\"id\":\"a2\",\"bui", StandardOpenOption.APPEND);
        assertThat(read()).extracting(StoredRun::id).containsExactly("a1");

        history.add(run("a3", 3, "shop", 3));

        assertThat(read()).extracting(StoredRun::id).containsExactly("a3", "a1");
    }

    @Test
    public void whatIsOfABuildThatIsDeletedGoes() throws Exception {
        RunHistory history = RunHistory.of(site.build().getParent());
        for (int i = 1; i <= 11; i++) {
            history.add(run("r" + i, i, "\"build\":1,", i));
        }

        new RunHistory.Deletion().onDeleted(build(1));

        assertThat(read()).extracting(StoredRun::build).containsExactly(11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
        new RunHistory.Deletion().onDeleted(build(1));
        assertThat(read()).hasSize(10);
    }

    @Test
    public void whetherABuildIsThereIsKnownWithoutLoadingIt() throws Exception {
        build(1);
        RunHistory.Reader reader = RunHistory.of(site.build().getParent()).read(ALL);

        assertThat(reader.exists(run("a1", 1, "shop", 1))).isTrue();
        assertThat(reader.exists(run("a2", 2, "shop", 1))).isFalse();
    }

    @Test
    public void onlyLinesThatAreWantedAreRead() throws Exception {
        RunHistory history = RunHistory.of(site.build().getParent());
        assertThat(history.isEmpty()).isTrue();
        assertThat(history.changed()).isZero();
        history.add(run("a1", 1, "shop", 1));
        history.add(run("a2", 2, "web", 2));

        assertThat(read(line -> line.contains("\"web\""))).extracting(StoredRun::id).containsExactly("a2");
        assertThat(history.isEmpty()).isFalse();
    }
}
