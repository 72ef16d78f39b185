package io.jenkins.plugins.cloudops.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.cloudops.engine.incident.FlagFile;
import io.jenkins.plugins.cloudops.engine.incident.FlagFiles;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Scenario;
import io.jenkins.plugins.cloudops.engine.incident.Scenarios;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.secrets.ClusterStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Kills the controller between every two steps of triggering and of clearing: nothing stays broken. */
public class CrashTest {

    private static final String FILE = "flags/demo.flagd.json";

    @Rule
    public final LocalSite site = new LocalSite();

    private Path file;

    @Before
    public void flags() throws IOException {
        file = site.write(FILE);
        Files.writeString(file, FlagFiles.shop());
    }

    /** Where the controller dies: after so many steps. */
    private enum Step {
        NOTED, WRITTEN, NOTED_IN_FORCE, CLEARING_NOTED, RESTORED, KEPT_WITH_THE_BUILD
    }

    private Site here() throws IOException, InterruptedException {
        FilePath workspace = site.agent().file(site.workspace().toString());
        EnvVars environment = site.agent().machine().buildEnvironment(TaskListener.NULL);
        return new Site(site.build(), "agent", workspace, workspace, site.launcher(), environment, TaskListener.NULL);
    }

    /** Does what {@link Trigger} and {@link Incidents#clear} do, until it is killed. */
    private void until(Step last) throws Exception {
        until(last, FilePlace.of(here(), FILE));
    }

    private void until(Step last, TargetPlace place) throws Exception {
        List<Touch> touches = FlagFile.read(FILE, place.read(here())).touches(Scenarios.catalogue().find("payment-failure"));
        Incident incident = new Incident("abc", site.build(), "payment-failure", "Payments fail", place, touches).expiringAt(Incidents.get().now() + 60_000);
        Incidents.get().intend(incident);
        if (last.compareTo(Step.WRITTEN) >= 0) {
            place.trigger(here(), touches);
        }
        if (last.compareTo(Step.NOTED_IN_FORCE) >= 0) {
            incident.isInForce(Incidents.get().now());
            Incidents.get().save(incident);
        }
        if (last.compareTo(Step.CLEARING_NOTED) >= 0) {
            incident.isBeingCleared("somebody wants it", false);
            Incidents.get().save(incident);
        }
        if (last.compareTo(Step.RESTORED) >= 0) {
            place.clear(here(), touches, false);
        }
        if (last.compareTo(Step.KEPT_WITH_THE_BUILD) >= 0) {
            incident.isCleared(Incidents.get().now(), List.of());
            IncidentFiles.of(site.build()).save(incident);
        }
        site.kill();
    }

    private void assertRestored() {
        Eventually.holds(() -> {
            assertThat(Files.readString(file)).isEqualTo(FlagFiles.shop());
            assertThat(Incidents.get().going()).isEmpty();
        });
        assertThat(site.home().resolve("cloudops-pipeline/incidents")).isEmptyDirectory();
    }

    @Test
    public void whatABuildThatIsGoneWasAboutToDoOrDidIsUndone() throws Exception {
        for (Step step : Step.values()) {
            until(step);
            site.boot(false);

            Incidents.get().look();

            assertRestored();
        }
    }

    @Test
    public void soIsWhatItDidToAConfigMap() throws Exception {
        Tools.require("kubectl");
        try (ClusterStub cluster = new ClusterStub()) {
            cluster.putConfig("shop", "flagd", "flags", FlagFiles.shop());
            Path kubeconfig = Files.writeString(site.outside().resolve("kubeconfig"), cluster.kubeconfig());
            for (Step step : Step.values()) {
                equip(kubeconfig);
                until(step, new ConfigMapPlace("agent", "shop", "flagd", "flags", "", ""));
                site.boot(false);
                equip(kubeconfig);

                Incidents.get().look();

                assertRestored();
                assertThat(((Map<?, ?>) cluster.config("shop", "flagd").get("data")).get("flags")).as("%s", step).isEqualTo(FlagFiles.shop());
            }
            assertThat(cluster.writes()).as("the change and its end, of each that was written").hasSize(2 * (Step.values().length - 1));
        }
    }

    private void equip(Path kubeconfig) {
        site.agent().property("KUBECONFIG", kubeconfig.toString());
        site.agent().property("PATH", System.getenv("PATH"));
        site.agent().property("HOME", site.outside().toString());
    }

    @Test
    public void whatABuildThatGoesOnHasInForceStaysUntilItEndsOrExpires() throws Exception {
        until(Step.NOTED_IN_FORCE);
        site.boot(true);

        Incidents.get().look();

        assertThat(Incidents.get().going()).singleElement().extracting(Incident::phase).isEqualTo(Incident.Phase.IN_FORCE);
        assertThat(Files.readString(file)).isNotEqualTo(FlagFiles.shop());
        Incidents.get().use(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));
        Incidents.get().look();
        assertRestored();
        assertThat(Incidents.get().of(site.build())).singleElement().extracting(Incident::cause).isEqualTo("its time had expired");
    }

    @Test
    public void whatWasBeingClearedIsClearedAlthoughTheBuildGoesOn() throws Exception {
        for (Step step : List.of(Step.CLEARING_NOTED, Step.RESTORED, Step.KEPT_WITH_THE_BUILD)) {
            until(step);
            site.boot(true);

            Incidents.get().look();

            assertRestored();
        }
    }

    @Test
    public void aTriggerThatWasCutOffGoesOnWhereItWas() throws Exception {
        for (Step step : List.of(Step.NOTED, Step.WRITTEN, Step.NOTED_IN_FORCE)) {
            Files.writeString(file, FlagFiles.shop());
            TriggerOrder order = new TriggerOrder("payment-failure", "", "", "", new FlagdFile(FILE), null, 1_000, 60_000, "");
            FilePlace place = FilePlace.of(here(), FILE);
            List<Touch> touches = FlagFile.read(FILE, place.read(here())).touches(Scenarios.catalogue().find("payment-failure"));
            Incident incident = new Incident(order.id(), site.build(), "payment-failure", "Payments fail", place, touches)
                    .expiringAt(Incidents.get().now() + 60_000);
            Incidents.get().intend(incident);
            if (step != Step.NOTED) {
                place.trigger(here(), touches);
            }
            if (step == Step.NOTED_IN_FORCE) {
                incident.isInForce(Incidents.get().now());
                Incidents.get().save(incident);
            }
            site.kill();
            site.boot(true);

            Incident again = new Trigger(order, here(), List::of, text -> text).run();

            assertThat(again.phase()).isEqualTo(Incident.Phase.IN_FORCE);
            assertThat(Files.readString(file)).contains("\"defaultVariant\": \"100%\"");
            Incidents.get().clear(again, "it is enough", false, here()).get();
            assertRestored();
            assertThatThrownBy(() -> new Trigger(order, here(), List::of, text -> text).run()).isInstanceOf(IncidentProblem.class)
                    .hasMessage("The incident Payments fail is over already (it is enough).");
        }
    }

    @Test
    public void whatCannotBeClearedIsTriedAgainWithGrowingPauses() throws Exception {
        until(Step.NOTED_IN_FORCE);
        site.boot(false);
        Instant start = Instant.now();
        Incidents.get().use(Clock.fixed(start, ZoneOffset.UTC));
        site.agent().disconnect();

        Incidents.get().look();

        Eventually.holds(() -> assertThat(Incidents.get().going("abc").attempts()).isEqualTo(1));
        assertThat(Incidents.get().going("abc").problem()).isEqualTo("The agent agent is offline. It is tried again when it is back.");
        Incidents.get().look();
        assertThat(Incidents.get().going("abc").attempts()).isEqualTo(1);
        site.agent().reconnect();
        Incidents.get().use(Clock.fixed(start.plusSeconds(6), ZoneOffset.UTC));
        Incidents.get().look();
        assertRestored();
    }

    @Test
    public void aReadOnlyFileIsTriedAgainAndRestoredAsSoonAsItCanBe() throws Exception {
        until(Step.NOTED_IN_FORCE);
        site.boot(false);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));

        Incidents.get().look();

        Eventually.holds(() -> assertThat(Incidents.get().going("abc").problem()).contains("is read-only"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Incidents.get().use(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));
        Incidents.get().look();
        assertRestored();
    }

    @Test
    public void aFileOnAnAgentThatIsGoneForGoodIsLost() throws Exception {
        until(Step.NOTED_IN_FORCE);
        site.boot(false);
        site.jenkins().remove("agent");
        for (int attempt = 1; attempt <= 3; attempt++) {
            Incidents.get().use(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10L * attempt)));
            Incidents.get().look();
            int attempts = Math.min(attempt, 2);
            Eventually.holds(() -> assertThat(Incidents.get().going("abc").attempts()).isGreaterThanOrEqualTo(attempts));
        }

        Eventually.holds(() -> assertThat(Incidents.get().going("abc").phase()).isEqualTo(Incident.Phase.LOST));
        assertThat(Incidents.get().going("abc").problem()).contains("was on the agent agent, which is gone for good: paymentFailure: off -> 100% could not be undone");
        Incidents.get().forget(Incidents.get().going("abc"), "alice");
        assertThat(Incidents.get().going()).isEmpty();
        assertThat(Incidents.get().of(site.build()).get(0).moments()).last().extracting(Incident.Moment::what).asString().startsWith("alice gave up");
    }

    @Test
    public void aFileThatWasDeletedIsLookedForUntilSomebodyGivesItUp() throws Exception {
        until(Step.NOTED_IN_FORCE);
        site.boot(false);
        Files.delete(file);

        Incidents.get().look();

        Eventually.holds(() -> assertThat(Incidents.get().going("abc").problem()).startsWith("There is no file "));
        assertThat(Incidents.get().going("abc").phase()).isEqualTo(Incident.Phase.CLEARING);
        Incidents.get().forget(Incidents.get().going("abc"), "alice");
        assertThat(Incidents.get().going()).isEmpty();
        assertThat(Incidents.get().of(site.build())).singleElement().satisfies(incident -> {
            assertThat(incident.phase()).isEqualTo(Incident.Phase.LOST);
            assertThat(incident.problem()).isEqualTo("alice gave up clearing: paymentFailure: off -> 100% stays");
        });
    }

    @Test
    public void anIncidentGoesWithItsJobWhenThatIsRenamed() throws Exception {
        until(Step.NOTED_IN_FORCE);
        site.boot(true);

        for (ItemListener listener : ExtensionList.lookup(ItemListener.class)) {
            listener.onLocationChanged(site.build().getParent(), "folder/other", "folder/else");
            listener.onLocationChanged(site.build().getParent(), "folder/shop #1", "team/shop");
        }

        assertThat(Incidents.get().going("abc").build()).isEqualTo("team/shop#1");
        assertThat(Incidents.get().going("abc").job()).isEqualTo("team/shop");
        assertThat(Files.readString(site.home().resolve("cloudops-pipeline/incidents/abc.xml"))).contains("team/shop#1").doesNotContain("folder/shop");
        Incidents.get().clear(Incidents.get().going("abc"), "it is enough", false, here()).get();
        assertRestored();
    }

    @Test
    public void whatIsNotedOfOneThatEndsMeanwhileDoesNotBringItBack() throws Exception {
        FilePlace place = FilePlace.of(here(), FILE);
        List<Touch> touches = FlagFile.read(FILE, place.read(here())).touches(Scenarios.catalogue().find("payment-failure"));
        for (int i = 0; i < 100; i++) {
            Incident incident = new Incident("abc" + i, site.build(), "payment-failure", "Payments fail", place, touches);
            Incidents.get().intend(incident);
            CompletableFuture<Void> noted = CompletableFuture.runAsync(() -> {
                try {
                    for (int times = 0; times < 5; times++) {
                        Incidents.get().save(incident);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            Incidents.get().forget(incident, "alice");

            noted.get();
            assertThat(site.home().resolve("cloudops-pipeline/incidents")).isEmptyDirectory();
        }
    }

    @Test
    public void manyAtOnceInAnyOrderRestoreEveryByte() throws Exception {
        List<Scenario> scenarios = Scenarios.catalogue().all();
        List<Incident> incidents = scenarios.parallelStream().map(scenario -> {
            try {
                return new Trigger(new TriggerOrder(scenario.id(), "", "", "", new FlagdFile(FILE), null, 1_000, 60_000, ""), here(), List::of, text -> text).run();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }).toList();
        assertThat(Incidents.get().going()).hasSameSizeAs(scenarios);

        incidents.parallelStream().forEach(incident -> Incidents.get().clear(incident, "it is enough", false, null));

        assertRestored();
        try (Stream<Path> beside = Files.list(file.getParent())) {
            assertThat(beside).containsExactly(file);
        }
    }
}
