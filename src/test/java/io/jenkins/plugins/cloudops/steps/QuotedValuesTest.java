package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.store.PlanStore;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Terraform quotes the line in which something is wrong; the files that we write have secrets in them. */
public class QuotedValuesTest {

    private static final String SECRET = "Hunter2-in-a-quoted-line";

    @Rule
    public final LocalSite site = new LocalSite();

    private final TerraformPlanStep step = new TerraformPlanStep();

    @Before
    public void needTerraform() {
        Tools.require("terraform");
    }

    @Test
    public void aWrongVariableDoesNotShowTheOthersNorItself() throws Exception {
        site.write("main.tf", "variable \"replicas\" { type = number }", "variable \"password\" { sensitive = true }",
                "variable \"pin\" {", "  type = number", "  sensitive = true", "}");
        step.setVars(Map.of("replicas", "three", "password", SECRET, "pin", SECRET));

        LocalStep plan = site.start(step);

        assertThat(plan.failure()).hasMessageContaining("Invalid value for input variable").hasMessageNotContaining(SECRET);
        assertThat(site.log().lines()).anyMatch(line -> line.contains("on vars"));
        assertThat(String.join("\n", site.log().lines())).doesNotContain(SECRET).doesNotContain("tfvars.json");
        site.assertNowhere(SECRET);
    }

    @Test
    public void aWrongBackendSettingDoesNotShowTheOthersNorItself() throws Exception {
        site.write("main.tf", "terraform {", "  backend \"http\" {}", "}");
        step.setBackendConfig(Map.of("address", "http://127.0.0.1:1/", "password", SECRET, "pasword", SECRET));

        LocalStep plan = site.start(step);

        assertThat(plan.failure()).hasMessageContaining("The command init of").hasMessageNotContaining(SECRET);
        assertThat(String.join("\n", site.log().lines())).doesNotContain(SECRET);
        site.assertNowhere(SECRET);
    }

    @Test
    public void twoPlansOfOneDirectoryDoNotMixUpTheirWorkspaces() throws Exception {
        site.write("main.tf", "resource \"terraform_data\" \"a\" {", "  input = terraform.workspace", "}");
        for (int round = 0; round < 3; round++) {
            TerraformPlanStep other = new TerraformPlanStep();
            step.setWorkspace("prod");
            other.setWorkspace("dev");
            step.setInit(round == 0 ? "always" : "never");
            LocalStep first = site.start(step);
            if (round == 0) {
                first.result();
            }
            LocalStep second = site.start(other);

            assertPlanOf("prod", first);
            assertPlanOf("dev", second);
        }
    }

    private void assertPlanOf(String workspace, LocalStep plan) throws Exception {
        Map<?, ?> result = (Map<?, ?>) plan.result();
        assertThat(result.get("workspace")).isEqualTo(workspace);
        String id = String.valueOf(result.get("id"));
        assertThat(PlanStore.of(site.build()).get(id).summary().changes())
                .singleElement().satisfies(change -> assertThat(change.attributes())
                        .anyMatch(attribute -> attribute.path().equals("input") && attribute.after().equals("\"" + workspace + "\"")));
    }
}
