package io.jenkins.plugins.cloudops.page.plan;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Action;
import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.terraform.plan.AttributeChange;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeLines;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.PlanStoreTest;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
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
        List<PlanView> plans = page.getPlans();

        assertThat(plans).hasSize(2);
        assertThat(plans.get(0).getHeadline()).startsWith("Plan: 2 to create, 5 to update, 3 to replace, 4 to delete");
        assertThat(plans.get(1).getHeadline()).isEqualTo("stack: there is no directory 'stacks/shop'.");
        assertThat(plans.get(0).getCounts()).containsEntry("create", 2).containsEntry("delete", 4).containsEntry("forget", 1);
        assertThat(plans.get(1).getCounts().values()).containsOnly(0);
        assertThat(plans.get(1).getChanges()).isEmpty();
        assertThat(page.getBuild()).isSameAs(build);
    }

    @Test
    public void aChangeIsShownAttributeByAttribute() {
        Change change = change("a.x", List.of(new AttributeChange("new", AttributeChange.Kind.ADD, "", "1", false),
                new AttributeChange("old", AttributeChange.Kind.REMOVE, "\"x\"", "", false),
                new AttributeChange("size", AttributeChange.Kind.CHANGE, "1", "2", true)), 3);

        assertThat(new ChangeView(change, true).getDiff())
                .isEqualTo("+ new = 1\n- old = \"x\"\n~ size = 1 → 2  forces replacement\nand 3 more attributes\n");
        assertThat(new ChangeView(change, true).getAttributes()).extracting(ChangeView.AttributeView::getKind)
                .containsExactly("add", "remove", "change");
    }

    @Test
    public void whoeverMayNotSeeValuesIsToldHowManyThereAre() {
        Change change = change("a.x", List.of(new AttributeChange("size", AttributeChange.Kind.CHANGE, "1", "2", true)), 3);
        ChangeView view = new ChangeView(change, false);

        assertThat(view.getDiff()).isEmpty();
        assertThat(view.getAttributes()).isEmpty();
        assertThat(view.getAttributesOmitted()).isEqualTo(4);
    }

    @Test
    public void theValuesOfTheGoldenPlanAreMasked() throws Exception {
        store("stored-plan-1.json");
        StringBuilder all = new StringBuilder();
        new PlansAction(build).getPlans().get(0).getChanges().forEach(change -> all.append(change.getDiff()));

        assertThat(all).contains("(sensitive)", "(known after apply)").doesNotContain("hunter");
    }

    @Test
    public void theDestructiveChangesOfALargePlanComeFirstPartByPart() throws Exception {
        keepLargePlan(2_000);
        List<ChangeView> first = part(Map.of()).getChanges();
        assertThat(first).hasSize(ChangeQuery.USUAL);
        assertThat(first.subList(0, 20)).extracting(ChangeView::getAction).containsOnly("delete");
        assertThat(first.subList(20, 100)).extracting(ChangeView::getAction).containsOnly("create");
        assertThat(part(Map.of()).getMatching()).isEqualTo(2_000);

        PlanView last = part(Map.of("start", "1950"));
        assertThat(last.getChanges()).hasSize(50).last().extracting(ChangeView::getAddress).isEqualTo("terraform_data.web[1999]");
        assertThat(last.getPart().getText()).isEqualTo("1,951 to 2,000 of 2,000");
        assertThat(last.getStart()).isEqualTo(1_950);
    }

    @Test
    public void aFilterFindsWhatTheSummaryLeftOut() throws Exception {
        keepLargePlan(2_000);

        assertThat(part(Map.of("text", "web[1234]")).getChanges()).extracting(ChangeView::getAddress).containsExactly("terraform_data.web[1234]");
        assertThat(part(Map.of("action", "delete")).getMatching()).isEqualTo(20);
        assertThat(part(Map.of("action", "delete", "text", "WEB[1")).getMatching()).isEqualTo(11);
        assertThat(part(Map.of("text", "nothing like this")).getChanges()).isEmpty();
    }

    @Test
    public void withoutItsListAPlanShowsWhatItsSummaryHas() throws Exception {
        keepLargePlan(2_000);
        Files.delete(build.getRootDir().toPath().resolve("cloudops/plans/p1.changes.jsonl.gz"));
        assertThat(part(Map.of()).getMatching()).isEqualTo(20);

        Files.writeString(build.getRootDir().toPath().resolve("cloudops/plans/p1.changes.jsonl.gz"), "no list");
        assertThat(part(Map.of("text", "web[0]")).getChanges()).hasSize(1);
    }

    private static Change change(String address, List<AttributeChange> attributes, int omitted) {
        return new Change(address, "a", "", Change.Mode.MANAGED, io.jenkins.plugins.cloudops.engine.terraform.plan.Action.REPLACE, "", "", false, "",
                attributes, omitted);
    }

    private PlanView part(Map<String, String> parameters) throws Exception {
        return new PlanView(build, PlanStore.of(build).get("p1"), ChangeQuery.of(parameters::get));
    }

    /** Each hundredth change deletes; only these are in the summary. */
    private void keepLargePlan(int size) throws Exception {
        Path list = folder.newFile().toPath();
        List<Change> deletions = new ArrayList<>();
        try (ChangeLines lines = new ChangeLines(new GZIPOutputStream(Files.newOutputStream(list)))) {
            for (int i = 0; i < size; i++) {
                Change change = new Change("terraform_data.web[" + i + "]", "terraform_data", "", Change.Mode.MANAGED,
                        i % 100 == 0 ? io.jenkins.plugins.cloudops.engine.terraform.plan.Action.DELETE
                                : io.jenkins.plugins.cloudops.engine.terraform.plan.Action.CREATE, "", "", false, "", List.of(), 0);
                lines.change(change);
                if (i % 100 == 0) {
                    deletions.add(change);
                }
            }
        }
        PlanSummary summary = new PlanSummary(new Counts(deletions.size(), 0, 0, 0, size - deletions.size(), 0, 0, 0, 0), 0, 0, deletions,
                size - deletions.size(), List.of(), List.of(), "1.2", "1.11.4", false, true, true);
        PlanStore.of(build).save(new StoredPlan("p1", "shop", "shop", "default", "terraform", "1.11.4", "", 1, 1, true, 0, "", "", "", summary));
        PlanStore.of(build).saveChanges("p1", new FilePath(list.toFile()));
    }

    private void store(String fixture) throws Exception {
        Path plans = Files.createDirectories(build.getRootDir().toPath().resolve("cloudops/plans"));
        try (InputStream in = PlanStoreTest.class.getResourceAsStream(fixture)) {
            Files.copy(in, plans.resolve(fixture));
        }
    }
}
