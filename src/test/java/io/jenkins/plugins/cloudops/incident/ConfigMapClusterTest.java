package io.jenkins.plugins.cloudops.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.incident.FlagFile;
import io.jenkins.plugins.cloudops.engine.incident.FlagFiles;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Scenarios;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.secrets.ClusterStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Changes a ConfigMap with the real {@code kubectl} and an API server on loopback. */
public class ConfigMapClusterTest {

    private static final String KEY = "demo.flagd.json";
    private static final String PATH = "/api/v1/namespaces/shop/configmaps/flagd";

    @Rule
    public final LocalSite site = new LocalSite();

    private ClusterStub cluster;

    @Before
    public void cluster() throws IOException {
        Tools.require("kubectl");
        cluster = new ClusterStub();
        cluster.putConfig("shop", "flagd", "other", "x\n");
        cluster.putConfig("shop", "flagd", KEY, FlagFiles.shop());
    }

    @After
    public void stop() {
        cluster.close();
    }

    private Site here(String kubeconfig) throws IOException {
        Path config = site.outside().resolve("kubeconfig");
        Files.writeString(config, kubeconfig);
        FilePath workspace = site.agent().file(site.workspace().toString());
        EnvVars environment = new EnvVars();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", site.outside().toString());
        environment.put("KUBECONFIG", config.toString());
        return new Site(site.build(), "agent", workspace, workspace, site.launcher(), environment, TaskListener.NULL);
    }

    @Test
    public void aWorkspaceThatIsNotThereYetIsMade() throws Exception {
        Files.delete(site.workspace());

        assertThat(place("flagd", "").read(here())).isEqualTo(FlagFiles.shop());
    }

    private Site here() throws IOException {
        return here(cluster.kubeconfig());
    }

    private static ConfigMapPlace place(String name, String context) {
        return new ConfigMapPlace("agent", "shop", name, KEY, "", context);
    }

    private static List<Touch> touches(String scenario) {
        return FlagFile.read("f", FlagFiles.shop()).touches(Scenarios.catalogue().find(scenario));
    }

    private String flags() {
        return ((Map<?, ?>) cluster.config("shop", "flagd").get("data")).get(KEY).toString();
    }

    @Test
    public void onlyTheVariantIsChangedAndRestored() throws Exception {
        Map<?, ?> before = new LinkedHashMap<>((Map<?, ?>) cluster.config("shop", "flagd").get("data"));
        ConfigMapPlace place = place("flagd", "stub");
        List<Touch> touches = FlagFile.read("f", place.read(here())).touches(Scenarios.catalogue().find("payment-failure"));

        place.trigger(here(), touches);

        assertThat(flags()).isEqualTo(FlagFile.read("f", FlagFiles.shop()).triggered(touches)).isNotEqualTo(FlagFiles.shop());
        assertThat(place.clear(here(), touches, false)).isEmpty();
        assertThat(cluster.config("shop", "flagd").get("data")).isEqualTo(before);
        place.clear(here(), touches, false);
        assertThat(cluster.writes()).containsExactly("PUT " + PATH, "PUT " + PATH);
    }

    @Test
    public void whatSomebodyElseWritesInThisMomentIsKept() throws Exception {
        List<Touch> touches = touches("payment-failure");
        String theirs = FlagFile.read("f", FlagFiles.shop()).triggered(touches("high-cpu"));
        cluster.before("PUT", () -> cluster.putConfig("shop", "flagd", KEY, theirs));

        place("flagd", "").trigger(here(), touches);

        assertThat(cluster.writes()).as("refused once, by its version").hasSize(2);
        assertThat(place("flagd", "").clear(here(), touches, false)).isEmpty();
        assertThat(flags()).isEqualTo(theirs);
    }

    @Test
    public void aValueThatSomebodyElseSetSinceIsLeft() throws Exception {
        List<Touch> touches = touches("payment-failure");
        place("flagd", "").trigger(here(), touches);
        String theirs = FlagFiles.shop().replaceFirst("(\"paymentFailure\"(?s:.*?)\"defaultVariant\": )\"off\"", "$1\"25%\"");
        cluster.putConfig("shop", "flagd", KEY, theirs);

        assertThat(place("flagd", "").clear(here(), touches, false)).singleElement().asString().contains("has '25%', which somebody else set");

        assertThat(flags()).isEqualTo(theirs);
        assertThat(place("flagd", "").clear(here(), touches, true)).isEmpty();
        assertThat(flags()).isEqualTo(FlagFiles.shop());
    }

    @Test
    public void aConflictThatDoesNotEndIsOneAndNothingIsWritten() throws Exception {
        cluster.fail("PUT", 409);

        IncidentProblem problem = problem(() -> place("flagd", "").trigger(here(), touches("payment-failure")));

        assertThat(problem.kind()).isEqualTo(IncidentProblem.Kind.CONFLICT);
        assertThat(cluster.writes()).hasSize(3);
        assertThat(flags()).isEqualTo(FlagFiles.shop());
    }

    @Test
    public void whoMayOnlyReadIsToldWhatToAllow() throws Exception {
        cluster.fail("PUT", 403);

        IncidentProblem problem = problem(() -> place("flagd", "").trigger(here(), touches("payment-failure")));

        assertThat(problem.kind()).isEqualTo(IncidentProblem.Kind.CONFIGURATION);
        assertThat(problem).hasMessage("kubectl: Error from server (Forbidden): configmaps \"flagd\" is forbidden: User \"ops\" cannot update resource "
                + "\"configmaps\" in API group \"\" in the namespace \"shop\". Allow whom the kubeconfig names to get and to update that ConfigMap.");
        assertThat(flags()).isEqualTo(FlagFiles.shop());
    }

    @Test
    public void whatIsNotThereIsASentence() throws Exception {
        assertThatThrownBy(() -> place("nothing", "").read(here())).isInstanceOf(IncidentProblem.class)
                .hasMessage("kubectl: Error from server (NotFound): configmaps \"nothing\" not found. Check the namespace, the name and the cluster.");
        assertThatThrownBy(() -> place("flagd", "elsewhere").read(here())).isInstanceOf(IncidentProblem.class)
                .hasMessageContaining("context \"elsewhere\" does not exist");
        cluster.fail("GET", 401);
        assertThatThrownBy(() -> place("flagd", "").read(here())).isInstanceOf(IncidentProblem.class).hasMessageContaining("Unauthorized")
                .hasMessageEndingWith("Check whether the kubeconfig has expired.").hasMessageNotContaining("kube-token");
    }

    @Test
    public void aClusterThatIsAwayOrIllMayPass() throws Exception {
        String away = cluster.kubeconfig().replace(cluster.url(), "http://127.0.0.1:9");
        IncidentProblem refused = problem(() -> place("flagd", "").read(here(away)));
        cluster.fail("GET", 500);
        IncidentProblem ill = problem(() -> place("flagd", "").read(here()));

        assertThat(refused.kind()).isEqualTo(IncidentProblem.Kind.NETWORK);
        assertThat(refused).hasMessageContaining("127.0.0.1:9 was refused").hasMessageEndingWith("Check the kubeconfig, and that the agent reaches the cluster.");
        assertThat(ill.kind()).isEqualTo(IncidentProblem.Kind.NETWORK);
    }

    /** Something that reaches for the cluster. */
    private interface Call {
        void run() throws Exception;
    }

    private static IncidentProblem problem(Call call) {
        return catchThrowableOfType(IncidentProblem.class, call::run);
    }
}
