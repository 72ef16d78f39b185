package io.jenkins.plugins.cloudops.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.incident.FlagFile;
import io.jenkins.plugins.cloudops.engine.incident.FlagFiles;
import io.jenkins.plugins.cloudops.engine.incident.Scenario;
import io.jenkins.plugins.cloudops.engine.incident.Scenarios;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A real evaluator, the OpenFeature provider for flagd, reads the file that incidents change. */
public class RealEvaluatorTest {

    private static final String FILE = "flags/demo.flagd.json";

    @Rule
    public final LocalSite site = new LocalSite();

    private Path file;
    private Client client;

    @Before
    public void evaluator() throws IOException {
        file = site.write(FILE);
        Files.writeString(file, FlagFiles.shop());
        FlagdOptions options = FlagdOptions.builder().resolverType(Config.Resolver.FILE).offlineFlagSourcePath(file.toString())
                .offlinePollIntervalMs(100).deadline(30_000).build();
        OpenFeatureAPI.getInstance().setProviderAndWait("incidents", new FlagdProvider(options));
        client = OpenFeatureAPI.getInstance().getClient("incidents");
    }

    @After
    public void end() {
        OpenFeatureAPI.getInstance().shutdown();
    }

    private Site here() {
        FilePath workspace = site.agent().file(site.workspace().toString());
        return new Site(site.build(), "agent", workspace, workspace, site.launcher(), new EnvVars(), TaskListener.NULL);
    }

    /** What is served of each flag, as the service asks for it. */
    private Map<String, String> served() {
        Map<String, String> served = new TreeMap<>();
        ImmutableContext context = new ImmutableContext(Map.of("product_id", new Value("OLJCESPC7Z")));
        for (String flag : FlagFile.read("f", FlagFiles.shop()).flags()) {
            String variant = client.getBooleanDetails(flag, false, context).getVariant();
            if (variant == null) {
                variant = client.getDoubleDetails(flag, -1.0, context).getVariant();
            }
            served.put(flag, String.valueOf(variant == null ? client.getIntegerDetails(flag, -1, context).getVariant() : variant));
        }
        return served;
    }

    private Incident trigger(String flag, String variant) throws IOException, InterruptedException {
        return new Trigger(new TriggerOrder("", flag, variant, "", new FlagdFile(FILE), null, 1_000, 60_000, ""), here(), List::of, text -> text).run();
    }

    @Test
    public void everyFlagOfTheCatalogueIsServedWithItsVariantAndThenAsBefore() throws Exception {
        Map<String, String> resting = served();
        assertThat(resting.values()).doesNotContain("null");
        Map<String, String> expected = new TreeMap<>();
        List<Incident> incidents = new ArrayList<>();
        for (Scenario scenario : Scenarios.catalogue().all()) {
            String flag = scenario.flags().get(0).flag();
            String variant = scenario.flags().get(0).variant();
            expected.put(flag, variant);
            incidents.add(trigger(flag, variant));
        }

        Eventually.holds(() -> assertThat(served()).isEqualTo(expected));

        for (Incident incident : incidents) {
            Incidents.get().clear(incident, "it is enough", false, here()).get();
        }
        Eventually.holds(() -> assertThat(served()).isEqualTo(resting));
        assertThat(Files.readString(file)).isEqualTo(FlagFiles.shop());
    }

    @Test
    public void everyVariantCanBeServed() throws Exception {
        for (String variant : List.of("10%", "25%", "50%", "75%", "90%", "100%")) {
            Incident one = trigger("paymentFailure", variant);
            Incident other = trigger("cartFailure", variant);

            Eventually.holds(() -> assertThat(served()).containsEntry("paymentFailure", variant).containsEntry("cartFailure", variant));

            Incidents.get().clear(one, "next", false, here()).get();
            Incidents.get().clear(other, "next", false, here()).get();
        }
        assertThat(Files.readString(file)).isEqualTo(FlagFiles.shop());
    }
}
