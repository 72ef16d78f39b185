package io.jenkins.plugins.cloudops.store;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.AsyncPeriodicWork;
import hudson.model.LocalBuild;
import hudson.model.PeriodicWork;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.cloudops.agent.ReadDigest;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class PlanRetentionTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Rule
    public final LocalSite site = new LocalSite();

    private final Map<String, LocalBuild> builds = new HashMap<>();

    @Test
    public void aPlanIsDroppedWhenItsDaysAreOverAndSaysSo() throws Exception {
        save("shop#1", "a1", 0);
        save("shop#2", "a2", 1);
        ErroredStates.of(build("shop#1")).save("a1", file());
        site.kill();
        site.boot(true);

        sweepAt(Duration.ofDays(30).minusMillis(1));
        assertThat(get("shop#1", "a1").isThere()).isTrue();

        sweepAt(Duration.ofDays(30));
        assertThat(get("shop#1", "a1").reason()).isEqualTo("The saved plan a1 of shop#1 was dropped, since saved plans are kept for 30 days. Plan again.");
        assertThat(get("shop#2", "a2").isThere()).isTrue();
        assertThat(index()).containsExactly("a2.json");
        assertThat(ErroredStates.of(build("shop#1")).exists("a1")).isTrue();
        sweepAt(Duration.ofDays(31));
        assertThat(index()).isEmpty();
    }

    @Test
    public void aPlanStaysAsLongAsItsBuildIfThatIsConfigured() throws Exception {
        CloudOpsConfiguration.get().setPlanRetentionDays(0);
        save("shop#1", "a1", 0);
        sweepAt(Duration.ofDays(10_000));
        assertThat(get("shop#1", "a1").isThere()).isTrue();

        build("shop#1").delete();
        sweepAt(Duration.ofDays(10_000));
        assertThat(index()).isEmpty();
    }

    @Test
    public void aBuildThatCannotBeFoundIsForgottenWhenItsDaysAreOver() throws Exception {
        save("shop#1", "a1", 0);
        build("shop#1").delete();
        sweepAt(Duration.ofDays(29));
        assertThat(index()).containsExactly("a1.json");

        sweepAt(Duration.ofDays(30));
        assertThat(index()).isEmpty();
    }

    @Test
    public void onlyTheNewestPlansOfAJobAreKept() throws Exception {
        CloudOpsConfiguration.get().setPlansPerJob(2);
        save("shop#1", "a1", 0);
        save("other#1", "b1", 1);
        save("shop#2", "a2", 2);
        save("shop#3", "a3", 3);

        assertThat(get("shop#1", "a1").reason())
                .isEqualTo("The saved plan a1 of shop#1 was dropped, since only the newest 2 saved plans of a job are kept. Plan again.");
        assertThat(index()).containsExactlyInAnyOrder("a2.json", "a3.json", "b1.json");
        build("shop#3").delete();
        save("shop#4", "a4", 4);
        assertThat(get("shop#2", "a2").isThere()).as("a build that is gone does not count").isTrue();
        save("shop#5", "a5", 5);
        assertThat(get("shop#2", "a2").isThere()).isFalse();
        assertThat(get("other#1", "b1").isThere()).isTrue();
    }

    @Test
    public void aJobThatGetsAnotherNameKeepsItsPlansAndTheirDays() throws Exception {
        save("shop#1", "a1", 0);
        save("shop2#1", "b1", 0);
        build("shop#1").delete();
        builds.put("team/shop#1", new LocalBuild("team/shop#1", build("shop#1").getRootDir()));
        for (ItemListener listener : ExtensionList.lookup(ItemListener.class)) {
            listener.onLocationChanged(build("team/shop#1").getParent(), "shop", "team/shop");
        }
        assertThat(get("team/shop#1", "a1").isThere()).isTrue();

        sweepAt(Duration.ofDays(30));
        assertThat(get("team/shop#1", "a1").reason()).startsWith("The saved plan a1 of team/shop#1 was dropped");
        assertThat(get("shop2#1", "b1").isThere()).isFalse();
    }

    @Test
    public void whatIsDroppedOrNotSavedIsInNoIndex() throws Exception {
        save("shop#1", "a1", 0);
        SavedPlans.of(build("shop#1")).drop("a1");

        assertThat(index()).isEmpty();
        assertThat(get("shop#1", "a1").reason()).startsWith("There is no saved plan a1 with shop#1.");
    }

    @Test
    public void whatACrashLeftHalfDoneIsDroppedInTime() throws Exception {
        save("shop#1", "a1", 0);
        Path plans = build("shop#1").getRootDir().toPath().resolve("cloudops/plans");
        Files.delete(plans.resolve("a1.origin.sealed"));
        Files.writeString(plans.resolve("a1.files.sealed.new"), "half");
        assertThat(get("shop#1", "a1").reason()).startsWith("There is no saved plan a1 with shop#1.");

        sweepAt(Duration.ofDays(30));
        assertThat(plans).isEmptyDirectory();
        assertThat(index()).isEmpty();
    }

    @Test
    public void anEntryThatCannotBeReadHarmsNoOther() throws Exception {
        save("shop#1", "a1", 0);
        Files.writeString(site.home().resolve("cloudops-pipeline/saved-plans/broken.json"), "{\"id\":\"../../x\",\"job\":\"shop\"}");
        sweepAt(Duration.ofDays(30));

        assertThat(get("shop#1", "a1").isThere()).isFalse();
    }

    @Test
    public void jenkinsLooksEveryHour() {
        AsyncPeriodicWork work = ExtensionList.lookupSingleton(PlanRetention.class);

        assertThat(((PeriodicWork) work).getRecurrencePeriod()).isEqualTo(3_600_000L);
    }

    private LocalBuild build(String id) {
        return builds.computeIfAbsent(id, name -> new LocalBuild(name, site.home().resolve("builds/" + name.replace('/', ' ')).toFile()));
    }

    private void save(String build, String id, int minute) throws Exception {
        PlanOrigin origin = PlanOrigin.read("{\"planDigest\":\"" + file().act(new ReadDigest()) + "\"}");
        SavedPlans.of(build(build), at(Duration.ofMinutes(minute))).save(id, origin, PlanRequest.builder().build(), file(), null, null, file());
        assertThat(get(build, id).isThere()).isTrue();
    }

    private SavedPlan get(String build, String id) {
        return SavedPlans.of(build(build)).get(id);
    }

    private FilePath file() throws Exception {
        return site.agent().file(Files.writeString(site.workspace().resolve("file"), "content").toString());
    }

    private void sweepAt(Duration time) {
        new PlanRetention(at(time)).execute(site.log());
    }

    private static Clock at(Duration time) {
        return Clock.fixed(START.plus(time), ZoneOffset.UTC);
    }

    private List<String> index() {
        String[] names = site.home().resolve("cloudops-pipeline/saved-plans").toFile().list();
        return names == null ? List.of() : List.of(names);
    }
}
