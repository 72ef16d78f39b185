package io.jenkins.plugins.cloudops.builders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.store.PlanStore;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

public class TerraformPlanBuilderTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final TerraformPlanBuilder builder = new TerraformPlanBuilder();

    private boolean perform() throws Exception {
        return builder.perform(site.build(), site.launcher(), site.log());
    }

    @Test
    public void plansLikeTheStep() throws Exception {
        Tools.require("terraform");
        site.write("shop/main.tf", "resource \"terraform_data\" \"web\" {}");
        builder.setStack("shop");

        assertThat(perform()).isTrue();

        assertThat(site.log().lines()).containsOnlyOnce("Planning shop").endsWith("Plan: 1 to create, 0 to update, 0 to replace, 0 to delete");
        assertThat(PlanStore.of(site.build()).list()).singleElement().satisfies(plan -> assertThat(plan.succeeded()).isTrue());
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void failsInOneSentence() {
        builder.setStack("nowhere");

        assertThatThrownBy(this::perform).isInstanceOf(AbortException.class)
                .hasMessage("stack: there is no directory 'nowhere' in " + site.workspace()
                        + ". Check the path, and that the sources were checked out before this step.");
    }

    @Test
    public void refusesABadSettingBeforeAnythingRuns() {
        builder.setLockTimeout("soon");

        assertThatThrownBy(this::perform).isInstanceOf(AbortException.class).hasMessageStartingWith("lockTimeout: 'soon'");
        assertThat(site.log().text()).isEmpty();
    }

    @Test
    public void refusesABuildWithoutAWorkspace() {
        site.build().place("", null);

        assertThatThrownBy(this::perform).isInstanceOf(AbortException.class)
                .hasMessage("The build has no agent workspace. Run it on a node that is online.");
    }

    @Test
    public void waitsForTheCliWhenTheBuildIsAborted() throws Exception {
        site.fakeTerraform();
        site.write("main.tf", "");
        builder.setTool("./fake-terraform");
        builder.setEnvironment(Map.of("FAKE_NOTES", site.outside().toString(), "FAKE_SECONDS", "60", "FAKE_STUBBORN", "0"));
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread executor = new Thread(() -> {
            try {
                perform();
                end.complete(null);
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        executor.start();
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));

        executor.interrupt();

        assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(site.notes("signals")).containsExactly("SIGINT");
        assertThat(ProcessHandle.of(Long.parseLong(site.notes("pid").get(0)))).isEmpty();
        assertThat(site.leftovers()).isEmpty();
    }
}
