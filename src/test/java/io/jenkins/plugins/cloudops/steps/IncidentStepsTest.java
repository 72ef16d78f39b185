package io.jenkins.plugins.cloudops.steps;

import static io.jenkins.plugins.cloudops.steps.IncidentSteps.FILE;
import static io.jenkins.plugins.cloudops.steps.IncidentSteps.clear;
import static io.jenkins.plugins.cloudops.steps.IncidentSteps.clearAll;
import static io.jenkins.plugins.cloudops.steps.IncidentSteps.expect;
import static io.jenkins.plugins.cloudops.steps.IncidentSteps.trigger;
import static io.jenkins.plugins.cloudops.steps.IncidentSteps.verified;
import static io.jenkins.plugins.cloudops.steps.IncidentSteps.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.IncidentSettings;
import io.jenkins.plugins.cloudops.engine.incident.FlagFiles;
import io.jenkins.plugins.cloudops.incident.FlagServer;
import io.jenkins.plugins.cloudops.incident.FlagdFile;
import io.jenkins.plugins.cloudops.incident.Incidents;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The steps for incidents over a flag file on an agent. */
public class IncidentStepsTest {

    private static final String ALERT = "ALERTS{alertname=\"PaymentErrors\"}";

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final FlagServer server = new FlagServer();

    private Path file;

    @Before
    public void flags() throws IOException {
        file = site.write(FILE);
        Files.writeString(file, FlagFiles.shop());
        server.serve(file);
    }

    private String now() throws IOException {
        return Files.readString(file);
    }

    private void assertRestored() throws Exception {
        Eventually.holds(() -> assertThat(now()).isEqualTo(FlagFiles.shop()));
        Eventually.holds(() -> assertThat(Incidents.get().going()).isEmpty());
        assertThat(site.home().resolve("cloudops-pipeline/incidents")).satisfiesAnyOf(
                none -> assertThat(none).doesNotExist(), empty -> assertThat(empty).isEmptyDirectory());
        try (Stream<Path> beside = Files.list(file.getParent())) {
            assertThat(beside).containsExactly(file);
        }
    }

    @Test
    public void anIncidentIsTriggeredServedNoticedAndCleared() throws Exception {
        TriggerIncidentStep step = verified(trigger("payment-failure"), server.url(), "10s");
        step.setVariant("50%");

        Map<?, ?> incident = (Map<?, ?>) site.start(step).result();

        assertThat(now()).isNotEqualTo(FlagFiles.shop());
        assertThat(incident.get("flags")).isEqualTo(List.of(Map.of("flag", "paymentFailure", "variant", "50%", "before", "off")));
        assertThat(incident.get("cleared")).isEqualTo(false);
        assertThat(server.requests()).contains("POST paymentFailure {\"context\":{}}");
        Map<?, ?> noticed = (Map<?, ?>) site.start("expect", expect(server.url(), ALERT, "10s")).result();
        assertThat(noticed.get("noticed")).isEqualTo(true);
        assertThat((Long) noticed.get("timeToDetectMillis")).isBetween(0L, 60_000L);

        Map<?, ?> cleared = (Map<?, ?>) site.start("clear", clear(incident, false)).result();

        assertThat(cleared.get("cleared")).isEqualTo(true);
        assertRestored();
        Map<?, ?> recovered = (Map<?, ?>) site.start("expect again", expect(server.url(), ALERT, "10s")).result();
        assertThat(recovered.get("timeToRecover").toString()).matches("\\d+\\.\\ds");
        assertThat(site.log().text()).contains("In force: Payments fail (paymentFailure: off -> 50% in ")
                .contains("Served by the evaluator at " + server.url()).contains("Noticed after ").contains("Cleared: Payments fail")
                .contains("What was there before is served again").contains("Recovered after ").contains("To expect: Charging a card fails");
    }

    @Test
    public void clearingTwiceIsFine() throws Exception {
        Object incident = site.start(trigger("high-cpu")).result();
        site.start("one", clear(incident, false)).result();

        assertThat(((Map<?, ?>) site.start("two", clear(incident, false)).result()).get("cleared")).isEqualTo(true);
        assertThat(site.log().text()).contains("is cleared already");
        assertRestored();
    }

    @Test
    public void whatSomebodyElseWroteStaysUnlessForced() throws Exception {
        Object incident = site.start(trigger("payment-failure")).result();
        String theirs = now().replace("\"defaultVariant\": \"100%\"", "\"defaultVariant\": \"75%\"");
        Files.writeString(file, theirs);

        Map<?, ?> cleared = (Map<?, ?>) site.start("clear", clear(incident, false)).result();

        assertThat(now()).isEqualTo(theirs);
        assertThat((List<?>) cleared.get("left")).singleElement().asString().contains("has '75%', which somebody else set");
        assertThat(site.log().text()).contains("Cleared in part: Payments fail").doesNotContain("undone");
        assertThat(((Map<?, ?>) site.start("force", clear(incident, true)).result()).get("left")).isEqualTo(List.of());
        assertRestored();
    }

    @Test
    public void forcingDoesNotTakeAwayWhatAnotherIncidentHas() throws Exception {
        Object first = site.start(trigger("payment-failure")).result();
        String theirs = now().replace("\"defaultVariant\": \"100%\"", "\"defaultVariant\": \"75%\"");
        Files.writeString(file, theirs);
        site.start("clear", clear(first, false)).result();
        Object second = site.start("again", trigger("payment-failure")).result();
        String inForce = now();

        assertThat(site.start("force", clear(first, true)).failure()).hasMessageContaining("The flag 'paymentFailure' belongs to an incident that is in force")
                .extracting(problem -> ((CloudOpsException) problem).getKind()).isEqualTo("conflict");

        assertThat(now()).isEqualTo(inForce);
        assertThat(((Map<?, ?>) site.start("second", clear(second, false)).result()).get("left")).isEqualTo(List.of());
        assertThat(now()).isEqualTo(theirs);
    }

    @Test
    public void whatCannotBeForcedNowIsTriedAgain() throws Exception {
        Object incident = site.start(trigger("payment-failure")).result();
        Files.writeString(file, now().replace("\"defaultVariant\": \"100%\"", "\"defaultVariant\": \"75%\""));
        site.start("clear", clear(incident, false)).result();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));

        assertThat(site.start("force", clear(incident, true)).failure()).hasMessageContaining("is read-only");

        assertThat(Incidents.get().going()).hasSize(1);
        assertThat(site.home().resolve("cloudops-pipeline/incidents")).isNotEmptyDirectory();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        site.start("once more", clear(incident, true)).result();
        assertRestored();
    }

    @Test
    public void allIncidentsOfATargetAreClearedTogether() throws Exception {
        site.start("a", trigger("high-cpu")).result();
        site.start("b", trigger("no-traffic")).result();
        assertThat(Incidents.get().going()).hasSize(2);

        assertThat((List<?>) site.start("clear", clearAll(new FlagdFile(FILE))).result()).hasSize(2);

        assertRestored();
    }

    @Test
    public void aFlagBelongsToOneIncidentAtATime() throws Exception {
        site.start("a", trigger("payment-failure")).result();
        String before = now();
        TriggerIncidentStep other = trigger("payment-failure");
        other.setVariant("10%");

        assertThat(site.start("same", trigger("payment-failure")).failure()).hasMessageContaining("belongs to an incident that is in force");
        assertThat(site.start("b", other).failure()).hasMessageContaining("The flag 'paymentFailure' belongs to an incident that is in force: Payments fail of folder/shop #1#1")
                .extracting(problem -> ((CloudOpsException) problem).getKind()).isEqualTo("conflict");
        assertThat(now()).isEqualTo(before);
    }

    @Test
    public void theBlockRunsWhileItIsInForceAndItIsClearedAfterwards() throws Exception {
        LocalStep step = site.start(with("high-cpu"));
        Eventually.holds(() -> assertThat(step.context().block() != null && step.context().block().hasBegun()).isTrue());
        assertThat(now()).isNotEqualTo(FlagFiles.shop());

        step.context().block().end("what the block says");

        assertThat(step.result()).isEqualTo("what the block says");
        assertRestored();
    }

    @Test
    public void anAbortedBlockIsClearedToo() throws Exception {
        LocalStep step = site.start(with("high-cpu"));
        Eventually.holds(() -> assertThat(step.context().block() != null && step.context().block().hasBegun()).isTrue());

        step.execution().stop(new FlowInterruptedException(Result.ABORTED, true));

        assertThat(step.failure()).isInstanceOf(FlowInterruptedException.class);
        assertRestored();
    }

    @Test
    public void whatIsNotServedFailsAndIsCleared() throws Exception {
        server.freeze();

        assertThat(site.start(verified(trigger("high-cpu"), server.url(), "1s")).failure())
                .hasMessageContaining("After 1 s: The evaluator at " + server.url() + " serves 'off' for the flag 'adHighCpu', not 'on'")
                .extracting(problem -> ((CloudOpsException) problem).getKind()).isEqualTo("unserved");
        assertRestored();
    }

    @Test
    public void anEvaluatorThatIsAwayFailsAndIsCleared() throws Exception {
        assertThat(site.start(verified(trigger("high-cpu"), "http://127.0.0.1:9", "1s")).failure()).hasMessageContaining("cannot be reached from the agent: connection refused");
        server.answer(403);
        assertThat(site.start("b", verified(trigger("high-cpu"), server.url(), "30s")).failure()).hasMessageContaining("refuses to answer");
        assertRestored();
    }

    @Test
    public void anAbortWhileItIsProvedClears() throws Exception {
        server.freeze();
        LocalStep step = site.start(verified(trigger("high-cpu"), server.url(), "50s"));
        Eventually.holds(() -> assertThat(now()).isNotEqualTo(FlagFiles.shop()));

        step.execution().stop(new FlowInterruptedException(Result.ABORTED, true));

        assertThat(step.failure()).isInstanceOf(FlowInterruptedException.class);
        assertRestored();
    }

    @Test
    public void aFlagWithATargetingIsAskedForAsItsConditionWants() throws Exception {
        Object incident = site.start(verified(trigger("catalog-failure"), server.url(), "5s")).result();

        assertThat(server.requests()).contains("POST productCatalogFailure {\"context\":{\"product_id\":\"OLJCESPC7Z\"}}");
        site.start("clear", clear(incident, false)).result();
        assertRestored();
    }

    @Test
    public void theEndOfTheBuildClears() throws Exception {
        site.start(trigger("high-cpu")).result();

        site.build().end();

        assertRestored();
    }

    @Test
    public void theStopSwitchClearsAndRefuses() throws Exception {
        site.start(trigger("high-cpu")).result();
        IncidentSettings settings = new IncidentSettings();
        settings.setStopped(true);
        CloudOpsConfiguration.get().setIncidents(settings);

        Incidents.get().look();

        assertRestored();
        assertThat(site.start("b", trigger("high-cpu")).failure()).hasMessageStartingWith("Incidents are stopped for all of this Jenkins");
        assertThat(now()).isEqualTo(FlagFiles.shop());
    }

    @Test
    public void nothingThatNoticesFails() throws Exception {
        server.look(true);
        site.start(trigger("payment-failure")).result();

        assertThat(site.start("a", expect(server.url(), ALERT, "1s")).failure()).hasMessageStartingWith("Nothing noticed the incident within 1.0s: " + ALERT)
                .extracting(problem -> ((CloudOpsException) problem).getKind()).isEqualTo("unnoticed");
        assertThat(site.start("b", expect(server.url(), "always", "5s")).failure()).hasMessageStartingWith("always returned something already when the incident began");
        assertThat(site.start("c", expect(server.url(), "broken{", "5s")).failure()).hasMessageContaining("refuses the query broken{: 1:7: parse error");
        assertThat(site.start("d", expect("http://127.0.0.1:9", ALERT, "1s")).failure())
                .hasMessageStartingWith("Nothing is known of the incident after 1.0s: Prometheus at http://127.0.0.1:9 cannot be reached from the agent")
                .hasMessageNotContaining("Nothing noticed").extracting(problem -> ((CloudOpsException) problem).getKind()).isEqualTo("network");
    }

    @Test
    public void ownScenariosComeFromAFile() throws Exception {
        site.write("incidents.yaml", "scenarios:", "  black-friday:", "    flags:", "      - {flag: loadGeneratorVUs, variant: 50}", "      - {flag: paymentFailure, variant: 50%}");
        TriggerIncidentStep step = trigger("black-friday");
        step.setScenarios("incidents.yaml");
        ListIncidentsStep list = new ListIncidentsStep();
        list.setScenarios("incidents.yaml");

        Object incident = site.start(step).result();
        Map<?, ?> listed = (Map<?, ?>) site.start("list", list).result();

        assertThat((List<?>) ((Map<?, ?>) incident).get("flags")).hasSize(2);
        assertThat((List<?>) listed.get("scenarios")).hasSize(18);
        assertThat((List<?>) listed.get("inForce")).singleElement().isEqualTo(incident);
        site.start("clear", clear(incident, false)).result();
        assertRestored();
    }

    @Test
    public void linksAndModesStay() throws Exception {
        Path real = site.outside().resolve("real.json");
        Files.move(file, real);
        Files.createSymbolicLink(file, real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));

        Object incident = site.start(trigger("high-cpu")).result();
        assertThat(Files.readString(real)).isNotEqualTo(FlagFiles.shop());
        site.start("clear", clear(incident, false)).result();

        assertThat(file).isSymbolicLink();
        assertThat(Files.readString(real)).isEqualTo(FlagFiles.shop());
        assertThat(Files.getPosixFilePermissions(real)).contains(PosixFilePermission.GROUP_WRITE).doesNotContain(PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    public void badInputIsASentenceAndTheFileAsItWas() throws Exception {
        assertBad(trigger("hihg-cpu"), "Did you mean 'high-cpu'?");
        assertBad(trigger(""), "Give either a scenario");
        TriggerIncidentStep variant = trigger("payment-failure");
        variant.setVariant("55%");
        assertBad(variant, "has no variant '55%'. Did you mean '25%', '50%', '75%'?");
        TriggerIncidentStep flag = trigger("");
        flag.setFlag("adHighCpu");
        assertBad(flag, "variant: none is chosen for the flag 'adHighCpu'");
        TriggerIncidentStep missing = trigger("high-cpu");
        missing.setTarget(new FlagdFile("src/nothing.json"));
        assertBad(missing, "There is no file src/nothing.json.");
        TriggerIncidentStep directory = trigger("high-cpu");
        directory.setTarget(new FlagdFile("src"));
        assertBad(directory, "src is not a file.");
        TriggerIncidentStep empty = trigger("high-cpu");
        empty.setTarget(new FlagdFile(""));
        assertBad(empty, "flagdFile has no path");
        for (String path : List.of("x".repeat(300), "src/demo.flagd.json/demo.json")) {
            TriggerIncidentStep impossible = trigger("high-cpu");
            impossible.setTarget(new FlagdFile(path));
            assertBad(impossible, "There is no file " + path + ".");
        }
        TriggerIncidentStep lines = trigger("high-cpu");
        lines.setTarget(new FlagdFile("src\ndemo.json"));
        assertBad(lines, "target: 'src?demo.json' is no path of a file: it has a control character.");
        TriggerIncidentStep none = trigger("high-cpu");
        none.setTarget(null);
        assertBad(none, "target: there is none.");
        assertBad(verified(trigger("high-cpu"), "flagd:8016", ""), "ofrep: the address cannot be used.");
        TriggerIncidentStep production = trigger("high-cpu");
        production.getTarget().setEnvironment("production");
        assertBad(production, "reason: nothing is triggered in production without one.");
        production.setReason("a game day");
        assertBad(production, "has to be answered for by a user, and nobody approved this build or started it");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertBad(trigger("high-cpu"), "is read-only, or its directory is. It was left as it is");
        assertThat(Incidents.get().going()).isEmpty();
    }

    private void assertBad(TriggerIncidentStep step, String sentence) throws Exception {
        Throwable problem = site.start(sentence, step).failure();
        assertThat(problem).isInstanceOf(AbortException.class).hasMessageContaining(sentence);
        assertThat(now()).isEqualTo(FlagFiles.shop());
        Eventually.holds(() -> assertThat(Incidents.get().going()).isEmpty());
    }

    @Test
    public void durationsAreCheckedBeforeAnythingIsDone() {
        for (String text : List.of("0", "0s", "-5m", "25h", "soon")) {
            TriggerIncidentStep step = trigger("high-cpu");
            step.setExpires(text);
            assertThatThrownBy(() -> site.start(step)).as(text).isInstanceOf(CloudOpsException.class).hasMessageStartingWith("expires: ");
        }
        assertThatThrownBy(() -> site.start(expect("http://a", "b", "0s"))).hasMessageStartingWith("within: '0s' cannot be used.");
        assertThatThrownBy(() -> site.start(clear("x", false)).result()).hasMessageContaining("this build has no incident with the id 'x'");
    }
}
