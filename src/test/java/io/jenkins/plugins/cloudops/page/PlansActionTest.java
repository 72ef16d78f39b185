package io.jenkins.plugins.cloudops.page;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Action;
import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.terraform.plan.AttributeChange;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.store.PlanStoreTest;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PlansActionTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private LocalBuild build;

    @Before
    public void aBuild() throws Exception {
        build = new LocalBuild("shop#1", folder.newFolder());
    }

    @Test
    public void onlyABuildWithPlansHasThePage() throws Exception {
        PlansAction.Factory factory = new PlansAction.Factory();
        assertThat(factory.createFor(build)).isEmpty();
        store("stored-plan-1.json");

        assertThat(factory.createFor(build)).singleElement().isInstanceOf(PlansAction.class);
        Action action = factory.createFor(build).iterator().next();
        assertThat(action.getUrlName()).isEqualTo("cloudops-plans");
        assertThat(action.getDisplayName()).isEqualTo("Terraform plans");
        assertThat(action.getIconFileName()).startsWith("symbol-");
    }

    @Test
    public void aPlanIsTakenTogetherInALine() throws Exception {
        store("stored-plan-1.json");
        store("stored-failure-1.json");
        PlansAction page = new PlansAction(build);
        List<StoredPlan> plans = page.getPlans();

        assertThat(plans).hasSize(2);
        assertThat(page.headline(plans.get(0))).startsWith("Plan: 2 to create, 5 to update, 3 to replace, 4 to delete");
        assertThat(page.headline(plans.get(1))).isEqualTo("stack: there is no directory 'stacks/shop'.");
        assertThat(page.getBuild()).isSameAs(build);
    }

    @Test
    public void aChangeIsShownAttributeByAttribute() {
        Change change = new Change("a.x", "a", "", Change.Mode.MANAGED, io.jenkins.plugins.cloudops.engine.terraform.plan.Action.REPLACE, "", "", false, "",
                List.of(new AttributeChange("new", AttributeChange.Kind.ADD, "", "1", false),
                        new AttributeChange("old", AttributeChange.Kind.REMOVE, "\"x\"", "", false),
                        new AttributeChange("size", AttributeChange.Kind.CHANGE, "1", "2", true)), 3);

        assertThat(new PlansAction(build).diff(change))
                .isEqualTo("+ new = 1\n- old = \"x\"\n~ size = 1 → 2  forces replacement\nand 3 more attributes\n");
    }

    @Test
    public void theValuesOfTheGoldenPlanAreMasked() throws Exception {
        store("stored-plan-1.json");
        PlansAction page = new PlansAction(build);
        StringBuilder all = new StringBuilder();
        page.getPlans().get(0).summary().changes().forEach(change -> all.append(page.diff(change)));

        assertThat(all).contains("(sensitive)", "(known after apply)").doesNotContain("hunter");
    }

    private void store(String fixture) throws Exception {
        Path plans = Files.createDirectories(build.getRootDir().toPath().resolve("cloudops/plans"));
        try (InputStream in = PlanStoreTest.class.getResourceAsStream(fixture)) {
            Files.copy(in, plans.resolve(fixture));
        }
    }
}
