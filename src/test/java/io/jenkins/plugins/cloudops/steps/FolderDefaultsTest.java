package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.GateDefaults;
import io.jenkins.plugins.cloudops.config.GateLimits;
import io.jenkins.plugins.cloudops.config.StackDefaults;
import io.jenkins.plugins.cloudops.local.LocalFolder;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Steps that say little, in a folder that says the rest, with the real Terraform. */
public class FolderDefaultsTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Before
    public void aStack() {
        Tools.require("terraform");
        site.write("shop/main.tf", "terraform {", "  backend \"local\" {}", "}", "variable \"size\" {", "  default = \"small\"", "}",
                "resource \"terraform_data\" \"web\" {", "  input = var.size", "}", "output \"size\" {", "  value = var.size", "}");
    }

    private static StackDefaults defaults() {
        StackDefaults defaults = new StackDefaults();
        defaults.setTool("terraform");
        defaults.setWorkspace("staging");
        defaults.setBackendConfig("path = of-the-folder.tfstate\nworkspace_dir = states");
        defaults.setEnvironment("TF_VAR_size = large\nTF_VAR_unknown = nothing");
        return defaults;
    }

    private Map<?, ?> plan(TerraformPlanStep step) throws Exception {
        step.setStack("shop");
        return (Map<?, ?>) site.start(step).result();
    }

    private TerraformApplyStep apply() {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setStack("shop");
        step.setAutoApprove(true);
        return step;
    }

    @Test
    public void aStepTakesWhatItDoesNotSayFromItsFolder() throws Exception {
        LocalFolder.add(site.jenkins(), "folder", List.of(defaults()), List.of());

        site.start(apply()).result();

        assertThat(Files.readString(site.workspace().resolve("shop/states/staging/terraform.tfstate"))).contains("large");
        assertThat(site.log().text()).contains("Defaults of the folder folder: tool terraform, workspace staging,"
                + " backendConfig (path, workspace_dir), environment (TF_VAR_size, TF_VAR_unknown)\n");
    }

    @Test
    public void whatAStepSaysWins() throws Exception {
        LocalFolder.add(site.jenkins(), "folder", List.of(defaults()), List.of());
        TerraformPlanStep step = new TerraformPlanStep();
        step.setWorkspace("default");
        step.setVars(Map.of("size", "tiny"));

        Map<?, ?> plan = plan(step);

        assertThat(plan.get("workspace")).isEqualTo("default");
        assertThat(site.log().text()).contains("tiny").doesNotContain("large").doesNotContain("workspace staging");
    }

    @Test
    public void withoutAFolderOrSettingsNothingIsSaid() throws Exception {
        plan(new TerraformPlanStep());

        assertThat(site.log().text()).doesNotContain("Defaults of");
    }

    @Test
    public void aSavedPlanIsAppliedWithTheDefaultsItWasMadeWith() throws Exception {
        LocalFolder.add(site.jenkins(), "folder", List.of(defaults()), List.of());
        Map<?, ?> plan = plan(new TerraformPlanStep());
        StackDefaults changed = defaults();
        changed.setWorkspace("production");
        changed.setBackendConfig("path = another.tfstate");
        LocalFolder.add(site.jenkins(), "folder", List.of(changed), List.of());
        TerraformApplyStep apply = new TerraformApplyStep();
        apply.setPlan(plan);

        site.start(apply).result();

        assertThat(site.workspace().resolve("shop/states/staging/terraform.tfstate")).exists();
        assertThat(site.workspace().resolve("shop/another.tfstate")).doesNotExist();
    }

    @Test
    public void gatesOfTheFolderHoldAPlanBack() throws Exception {
        GateLimits limits = new GateLimits();
        limits.setCreate(0);
        GateDefaults gates = new GateDefaults();
        gates.setLimits(limits);
        LocalFolder.add(site.jenkins(), "folder", List.of(), List.of(gates));
        CloudOpsConfiguration.get().setGates(List.of());

        assertThat(site.start(apply()).failure()).hasMessageContaining("limits (create: 0): the plan has 1: terraform_data.web (create)");
        assertThat(site.workspace().resolve("shop/terraform.tfstate")).doesNotExist();
    }

    /** Else nobody would know where to look for the id. */
    @Test
    public void whereADefaultComesFromIsSaidBeforeItFails() throws Exception {
        StackDefaults missing = new StackDefaults();
        missing.setRegistries("registry.example.com = no-such-id");
        LocalFolder.add(site.jenkins(), "folder", List.of(missing), List.of());

        assertThat(site.start(apply()).failure()).hasMessageContaining("no credentials with the id 'no-such-id'");
        assertThat(site.log().text()).contains("Defaults of the folder folder: registries (registry.example.com)");
    }

    @Test
    public void defaultsThatCannotBeUsedFailBeforeAnythingRuns() throws Exception {
        StackDefaults bad = new StackDefaults();
        bad.setSecrets("TF_VAR_password");
        LocalFolder.add(site.jenkins(), "folder", List.of(bad), List.of());

        assertThat(site.start(apply()).failure())
                .hasMessageStartingWith("The defaults of the folder folder cannot be used: secrets: the line 'TF_VAR_password' is no");
        assertThat(site.workspace().resolve("shop/.terraform")).doesNotExist();
    }
}
