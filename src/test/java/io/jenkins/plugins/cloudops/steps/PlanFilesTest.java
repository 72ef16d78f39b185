package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What a saved plan needs beside itself: files that planning made, and the values of ephemeral variables. */
public class PlanFilesTest {

    private static final String CONTENT = "s3cr3t-content-of-the-archive";

    @Rule
    public final LocalSite site = new LocalSite();

    private final ApplySteps steps = new ApplySteps(site);
    private final Map<String, String> environment = new HashMap<>();

    @Before
    public void aToolThatMakesAFileWhenItPlans() throws IOException {
        Tools.require("terraform");
        environment.put("WORK", site.outside().toString());
        tool("printf %s '" + CONTENT + "' >build/made.zip; chmod 750 build/made.zip");
        site.write("shop/main.tf", """
                resource "terraform_data" "web" {
                  provisioner "local-exec" {
                    command = "cp -p build/made.zip \\"$WORK/seen\\""
                  }
                }
                """);
    }

    private void tool(String whenPlanning) throws IOException {
        site.write("tool.sh", "#!/bin/sh", "if [ \"$1\" = plan ]; then", "  mkdir -p build", whenPlanning, "fi", "exec terraform \"$@\"");
        Files.setPosixFilePermissions(site.workspace().resolve("tool.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Map<?, ?> plan() throws Exception {
        TerraformPlanStep step = steps.planning();
        step.setTool("./tool.sh");
        step.setEnvironment(environment);
        return (Map<?, ?>) site.start(step).result();
    }

    private Path made() {
        return site.workspace().resolve("shop/build/made.zip");
    }

    @Test
    public void filesThatPlanningMadeAreThereWhileThePlanIsApplied() throws Exception {
        Map<?, ?> plan = plan();
        Files.delete(made());
        Files.delete(made().getParent());

        assertThat(steps.apply(plan).get("created")).isEqualTo(1);

        Path seen = site.outside().resolve("seen");
        assertThat(seen).hasContent(CONTENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(seen))).isEqualTo("rwxr-x---");
        assertThat(made()).doesNotExist();
        assertThat(site.leftovers()).isEmpty();
        site.assertNowhere(CONTENT);
    }

    @Test
    public void filesThatAreStillThereStay() throws Exception {
        Map<?, ?> plan = plan();

        assertThat(steps.apply(plan).get("created")).isEqualTo(1);

        assertThat(made()).hasContent(CONTENT);
    }

    @Test
    public void theyAreRemovedAfterAFailedApplyToo() throws Exception {
        site.write("shop/fails.tf", """
                resource "terraform_data" "fails" {
                  depends_on = [terraform_data.web]
                  provisioner "local-exec" {
                    command = "exit 3"
                  }
                }
                """);
        Map<?, ?> plan = plan();
        Files.delete(made());

        steps.failure(plan);

        assertThat(site.outside().resolve("seen")).hasContent(CONTENT);
        assertThat(made()).doesNotExist();
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void withTooManyBytesOfThemThePlanSaysThatItCannotBeApplied() throws Exception {
        tool("head -c 53000000 /dev/urandom >build/made.zip");
        Map<?, ?> plan = plan();
        assertThat(plan.get("create")).isEqualTo(1);
        assertThat(site.log().lines()).filteredOn(line -> line.startsWith("The plan cannot be applied: 1 file")).hasSize(1);

        assertThat(steps.failure(plan).getMessage()).startsWith("The plan cannot be applied: 1 file");
        assertThat(site.outside().resolve("seen")).doesNotExist();
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void aFileThatIsGoneAgainDoesNotMatter() throws Exception {
        tool("echo x >build/made.zip; ln -s /nowhere build/dangling; mkfifo build/pipe");

        Map<?, ?> plan = plan();

        assertThat(steps.apply(plan).get("created")).isEqualTo(1);
    }

    private void ephemeral() {
        site.write("shop/main.tf", """
                variable "token" {
                  type      = string
                  ephemeral = true
                }
                variable "plain" {
                  default = "x"
                }
                resource "terraform_data" "web" {
                  input = var.plain
                  provisioner "local-exec" {
                    command = "printf %s \\"$TOKEN\\" >\\"$WORK/seen\\""
                    environment = {
                      TOKEN = var.token
                    }
                  }
                }
                """);
        environment.put("WORK", site.outside().toString());
    }

    private void assertSeen() {
        assertThat(site.outside().resolve("seen")).hasContent("s3cr3t-token");
        assertThat(site.workspace().resolve("shop/terraform.tfstate")).content().doesNotContain("s3cr3t-token");
    }

    @Test
    public void ephemeralVariablesOfThePlanAreGivenAgain() throws Exception {
        ephemeral();
        TerraformPlanStep step = steps.planning();
        step.setVars(Map.of("token", "s3cr3t-token", "plain", "y"));
        step.setEnvironment(environment);
        Map<?, ?> plan = (Map<?, ?>) site.start(step).result();

        assertThat(steps.apply(plan).get("created")).isEqualTo(1);

        assertSeen();
        // The stand-in for Jenkins's Secret does not encrypt what is kept of a run until its build is over.
        site.build().end();
        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
        site.assertNowhere("s3cr3t-token");
    }

    @Test
    public void ephemeralVariablesCanComeFromTheEnvironment() throws Exception {
        ephemeral();
        environment.put("TF_VAR_token", "s3cr3t-token");
        TerraformPlanStep step = steps.planning();
        step.setEnvironment(environment);
        Map<?, ?> plan = (Map<?, ?>) site.start(step).result();

        assertThat(steps.apply(plan).get("created")).isEqualTo(1);

        assertSeen();
    }

    @Test
    public void ephemeralVariablesOfAnUnreviewedApplyAreGivenAgain() throws Exception {
        ephemeral();
        TerraformApplyStep step = steps.unreviewed();
        step.setVars(Map.of("token", "s3cr3t-token"));
        step.setEnvironment(environment);
        LocalStep apply = site.start(step);

        assertThat(((Map<?, ?>) apply.result()).get("created")).isEqualTo(1);

        assertSeen();
    }
}
