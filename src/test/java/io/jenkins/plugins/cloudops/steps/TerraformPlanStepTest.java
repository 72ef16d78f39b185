package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.page.plan.PlansAction;
import io.jenkins.plugins.cloudops.store.DiagnosticStore;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredDiagnostics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class TerraformPlanStepTest {

    private static final String SECRET = "swordfish-4711";

    @Rule
    public final LocalSite site = new LocalSite();

    private final TerraformPlanStep step = new TerraformPlanStep();

    @Before
    public void aStack() {
        Tools.require("terraform");
        site.write("shop/main.tf",
                "variable \"release\" { default = \"1.0\" }",
                "variable \"password\" {",
                "  default   = \"none\"",
                "  sensitive = true",
                "}",
                "resource \"terraform_data\" \"web\" { input = [var.release, terraform_data.database.id] }",
                "resource \"terraform_data\" \"database\" { input = var.password }",
                "resource \"terraform_data\" \"migration\" { triggers_replace = var.release }",
                "output \"url\" { value = \"https://shop/${var.release}\" }");
        step.setStack("shop");
    }

    private Map<?, ?> plan() throws Exception {
        return (Map<?, ?>) site.start(step).result();
    }

    private void apply(String... options) throws Exception {
        site.terraform("shop", "apply", "-auto-approve", options);
    }

    @Test
    public void returnsWhatThePlanComesTo() throws Exception {
        step.setName("the shop");

        Map<?, ?> plan = plan();

        assertThat(plan.keySet().stream().map(Object::toString)).containsExactlyInAnyOrder("id", "name", "stack", "workspace",
                "tool", "toolVersion", "changes", "create", "update", "delete", "replace", "import", "move", "forget", "read",
                "outputsChanged", "drift", "resources", "resourcesOmitted", "summary", "gates", "digest", "duration", "waited", "lock");
        assertThat(plan.get("name")).isEqualTo("the shop");
        assertThat(plan.get("stack")).isEqualTo("shop");
        assertThat(plan.get("workspace")).isEqualTo("default");
        assertThat(plan.get("tool")).isEqualTo("terraform");
        assertThat(plan.get("toolVersion").toString()).matches("1\\.\\d+\\.\\d+.*");
        assertThat(plan.get("changes")).isEqualTo(true);
        assertThat(counts(plan)).containsExactly(3, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(plan.get("resources")).isEqualTo(List.of(
                resource("terraform_data.database", "create", ""),
                resource("terraform_data.migration", "create", ""),
                resource("terraform_data.web", "create", "")));
        assertThat(plan.get("resourcesOmitted")).isEqualTo(0);
        assertThat(plan.get("digest").toString()).matches("[0-9a-f]{64}");
        assertThat(plan.get("summary").toString()).startsWith("**3 to create**\n\n- 3 to create: 3 `terraform_data`\n");
        assertThat((Long) plan.get("duration")).isBetween(1L, 60_000L);
    }

    private static List<Object> counts(Map<?, ?> plan) {
        return List.of(plan.get("create"), plan.get("update"), plan.get("delete"), plan.get("replace"), plan.get("import"),
                plan.get("move"), plan.get("forget"), plan.get("read"), plan.get("drift"));
    }

    private static Map<String, String> resource(String address, String action, String reason) {
        return Map.of("address", address, "type", "terraform_data", "action", action, "reason", reason);
    }

    @Test
    public void tellsUpdatesFromReplacements() throws Exception {
        apply();
        step.setVars(Map.of("release", "1.1"));

        Map<?, ?> plan = plan();

        assertThat(counts(plan)).containsExactly(0, 1, 0, 1, 0, 0, 0, 0, 0);
        assertThat(plan.get("resources")).isEqualTo(List.of(
                resource("terraform_data.migration", "replace", "cannot be updated in place"),
                resource("terraform_data.web", "update", "")));
        assertThat(site.log().lines()).contains("Plan: 0 to create, 1 to update, 1 to replace, 0 to delete");
    }

    @Test
    public void saysThatThereIsNothingToDo() throws Exception {
        apply();

        Map<?, ?> plan = plan();

        assertThat(plan.get("changes")).isEqualTo(false);
        assertThat(plan.get("outputsChanged")).isEqualTo(0);
        assertThat((List<?>) plan.get("resources")).isEmpty();
    }

    @Test
    public void countsAPlanThatOnlyChangesAnOutputAsOneWithChanges() throws Exception {
        apply();
        site.write("shop/more.tf", "output \"more\" { value = 1 }");

        Map<?, ?> plan = plan();

        assertThat(plan.get("changes")).isEqualTo(true);
        assertThat(plan.get("outputsChanged")).isEqualTo(1);
        assertThat(counts(plan)).containsOnly(0);
    }

    @Test
    public void plansTheEndOfEverything() throws Exception {
        apply();
        step.setDestroy(true);

        assertThat(counts(plan())).containsExactly(0, 0, 3, 0, 0, 0, 0, 0, 0);
    }

    @Test
    public void plansTargetsAndForcedReplacementsOnly() throws Exception {
        apply();
        step.setVars(Map.of("release", "1.1"));
        step.setTargets(List.of("terraform_data.database"));
        step.setReplace(List.of("terraform_data.database"));

        assertThat(counts(plan())).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0);
    }

    @Test
    public void createsAMissingTerraformWorkspace() throws Exception {
        step.setWorkspace("blue");

        assertThat(plan().get("workspace")).isEqualTo("blue");
        assertThat(site.log().text()).contains("Terraform workspace blue, backend local");
    }

    @Test
    public void readsVariableFilesRelativeToTheStack() throws Exception {
        site.write("shop/env/prod.tfvars", "release = \"from a file\"");
        step.setVarFiles(List.of("env/prod.tfvars"));

        plan();

        assertThat(site.log().text()).contains("https://shop/from a file");
    }

    @Test
    public void endsTheConsoleWithThePlanLine() throws Exception {
        plan();

        assertThat(site.log().lines()).containsOnlyOnce("Planning shop").endsWith("Plan: 3 to create, 0 to update, 0 to replace, 0 to delete");
    }

    @Test
    public void returnsOnlyValuesThatSurviveARestart() throws Exception {
        Map<?, ?> plan = plan();

        assertPlain(plan);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(plan);
        assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject()).isEqualTo(plan);
    }

    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            assertThat(map.getClass().getName()).startsWith("java.util.").doesNotContain("Immutable");
            map.values().forEach(TerraformPlanStepTest::assertPlain);
        } else if (value instanceof List<?> list) {
            assertThat(list.getClass().getName()).startsWith("java.util.").doesNotContain("Immutable");
            list.forEach(TerraformPlanStepTest::assertPlain);
        } else {
            assertThat(value).isInstanceOfAny(String.class, Integer.class, Long.class, Boolean.class);
        }
    }

    @Test
    public void leavesValuesToThePageWhereTheyAreNotForTheLog() throws Exception {
        step.setVars(Map.of("release", "not-for-every-reader"));
        plan();
        assertThat(String.join("\n", site.log().lines())).contains("not-for-every-reader").doesNotContain("CloudOps/ViewPlan");

        CloudOpsConfiguration.get().setPlanValuesInLog(false);
        step.setVars(Map.of("release", "neither-is-this"));
        plan();

        assertThat(String.join("\n", site.log().lines())).doesNotContain("neither-is-this").contains("The values are on the page of the build", "terraform_data.web");
    }

    @Test
    public void showsASensitiveValueNowhere() throws Exception {
        step.setVars(Map.of("password", SECRET));

        Map<?, ?> plan = plan();

        assertThat(plan.toString()).doesNotContain(SECRET);
        site.assertNowhere(SECRET);
        assertThat(site.log().lines()).contains("      + input = (sensitive)");
    }

    @Test
    public void hidesAnOldSensitiveValueThatAComputedAttributeRepeats() throws Exception {
        step.setVars(Map.of("password", SECRET));
        apply("-var=password=" + SECRET);
        step.setVars(Map.of("password", "a-new-" + SECRET));

        Map<?, ?> plan = plan();

        assertThat(counts(plan)).containsExactly(0, 1, 0, 0, 0, 0, 0, 0, 0);
        assertThat(plan.toString()).doesNotContain(SECRET);
        site.assertNowhere(SECRET);
    }

    @Test
    public void removesWhatItNeededOnTheAgent() throws Exception {
        plan();

        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void givesTheLauncherNoVariableOfTheCli() throws Exception {
        step.setVars(Map.of("password", SECRET));
        step.setEnvironment(Map.of("TF_VAR_release", SECRET));
        ListeningLauncher launcher = new ListeningLauncher(site.launcher());
        site.launchWith(launcher);

        plan();

        assertThat(launcher.heard()).hasSize(2).allSatisfy(launch -> assertThat(launch)
                .doesNotContain(SECRET, "TF_VAR_").contains("JENKINS_SERVER_COOKIE=cloudops-pipeline"));
    }

    @Test
    public void appearsOnThePageOfTheBuild() throws Exception {
        PlansAction.Factory factory = ExtensionList.lookupSingleton(PlansAction.Factory.class);
        assertThat(factory.createFor(site.build())).isEmpty();

        plan();

        PlansAction page = (PlansAction) factory.createFor(site.build()).iterator().next();
        assertThat(page.getPlans()).singleElement().satisfies(plan -> {
            assertThat(plan.getName()).isEqualTo("shop");
            assertThat(plan.getHeadline()).isEqualTo("Plan: 3 to create, 0 to update, 0 to replace, 0 to delete");
        });
    }

    @Test
    public void failsWithTheDiagnosticOfTheConfiguration() throws Exception {
        Path file = site.write("shop/main.tf", "resource \"terraform_data\" \"web\" {", "  input = var.nowhere", "}");

        Throwable failure = site.start(step).failure();

        assertThat(failure).hasMessageStartingWith("The command ").hasMessageContaining("main.tf").hasMessageNotContaining("\n");
        assertThat(site.log().lines()).anyMatch(line -> line.contains("var.nowhere")).noneMatch(line -> line.startsWith("Plan:"));
        assertThat(file).exists();
    }

    @Test
    public void keepsWhatTheToolSaidWithTheBuild() throws Exception {
        site.write("shop/extra.tf",
                "check \"size\" {",
                "  assert {",
                "    condition     = length(var.password) > 100",
                "    error_message = \"The password ${nonsensitive(var.password)} is short.\"",
                "  }",
                "}");
        step.setVars(Map.of("password", SECRET));
        plan();
        StoredDiagnostics said = DiagnosticStore.of(site.build()).get(PlanStore.of(site.build()).list().get(0).id());

        assertThat(said.errors()).isEmpty();
        assertThat(said.warnings()).anySatisfy(warning -> assertThat(warning.summary()).isEqualTo("Check block assertion failed"));
        assertThat(said.toString()).doesNotContain(SECRET);
    }

    @Test
    public void keepsWhyItFailedInTheWordsOfTheTool() throws Exception {
        site.write("shop/main.tf", "resource \"terraform_data\" \"web\" {", "  input = var.nowhere", "}");
        site.start(step).failure();
        StoredDiagnostics said = DiagnosticStore.of(site.build()).get(PlanStore.of(site.build()).list().get(0).id());

        assertThat(said.errors()).singleElement().satisfies(error -> {
            assertThat(error.summary()).isEqualTo("Reference to undeclared input variable");
            assertThat(error.detail()).contains("\"nowhere\"");
            assertThat(error.where()).isEqualTo("main.tf:2");
        });
    }
}
