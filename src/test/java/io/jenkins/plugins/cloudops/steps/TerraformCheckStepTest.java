package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Checks stacks with the real Terraform. */
public class TerraformCheckStepTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final TerraformCheckStep step = new TerraformCheckStep();

    @Before
    public void aStack() {
        Tools.require("terraform");
        site.write("shop/main.tf",
                "variable \"name\" {",
                "  type = string",
                "  validation {",
                "    condition     = var.name != \"\"",
                "    error_message = \"A name is needed.\"",
                "  }",
                "}",
                "",
                "terraform {",
                "  backend \"s3\" {",
                "    bucket = \"somewhere\"",
                "  }",
                "}",
                "",
                "output \"greeting\" {",
                "  value = \"Hello, ${var.name}\"",
                "}");
        tests("Hello, shop");
        step.setStack("shop");
    }

    private void tests(String expected) {
        site.write("shop/tests/greeting.tftest.hcl",
                "variables {",
                "  name = \"shop\"",
                "}",
                "",
                "run \"greets\" {",
                "  command = plan",
                "  assert {",
                "    condition     = output.greeting == \"" + expected + "\"",
                "    error_message = \"It says ${output.greeting}.\"",
                "  }",
                "}",
                "",
                "run \"needs_a_name\" {",
                "  command = plan",
                "  variables {",
                "    name = \"\"",
                "  }",
                "  expect_failures = [var.name]",
                "}");
    }

    private Map<?, ?> check() throws Exception {
        return (Map<?, ?>) site.start(step).result();
    }

    private CloudOpsException failure() throws Exception {
        return (CloudOpsException) site.start(step).failure();
    }

    private String report() throws Exception {
        return Files.readString(site.workspace().resolve("shop/terraform-check.xml"));
    }

    @Test
    public void aStackWithoutFaultsPassesWithoutItsBackend() throws Exception {
        Map<?, ?> check = check();

        assertThat(check.keySet().stream().map(Object::toString)).containsExactlyInAnyOrder("stack", "tool", "toolVersion", "passed",
                "formatted", "unformatted", "valid", "errors", "warnings", "tests", "junit", "duration");
        assertThat(check.get("passed")).isEqualTo(true);
        assertThat(check.get("formatted")).isEqualTo(true);
        assertThat(check.get("valid")).isEqualTo(true);
        assertThat(check.get("tests")).isEqualTo(Map.of("passed", 2, "failed", 0, "errors", 0, "skipped", 0));
        assertThat(check.get("junit")).isEqualTo("shop/terraform-check.xml");
        assertThat(report()).contains("<testcase name=\"greets\" classname=\"tests/greeting.tftest.hcl\"").doesNotContain("<failure");
        assertThat(site.log().text()).contains("Format: all files are formatted", "Validation: 0 errors, 0 warnings",
                "\"greets\"... pass", "Tests: 2 passed, 0 failed, 0 with errors, 0 skipped", "Report for the junit step: shop/terraform-check.xml");
        assertThat(site.log().text()).doesNotContain("backend local");
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void everythingIsCheckedBeforeItFails() throws Exception {
        tests("Hi");
        site.write("shop/other.tf", "locals {", "a=1", "}");

        CloudOpsException failure = failure();

        assertThat(failure.getKind()).isEqualTo("check");
        assertThat(failure.getMessage()).isEqualTo("The check of shop failed: files not formatted: 1 (other.tf); tests not passed: 1 (tests/greeting.tftest.hcl greets).");
        assertThat(report()).contains("<testsuite name=\"fmt\" tests=\"1\" skipped=\"0\" failures=\"1\"", "other.tf is not formatted.", "It says Hello, shop.");
        assertThat(site.log().text()).contains("It says Hello, shop.", "Tests: 1 passed, 1 failed, 0 with errors, 0 skipped");
    }

    @Test
    public void itCanMakeTheBuildUnstableInstead() throws Exception {
        tests("Hi");
        step.setOnFailure("unstable");

        Map<?, ?> check = check();

        assertThat(check.get("passed")).isEqualTo(false);
        assertThat(((Map<?, ?>) check.get("tests")).get("failed")).isEqualTo(1);
        assertThat(site.log().text()).contains("The check of shop failed: tests not passed: 1");
    }

    @Test
    public void aConfigurationThatCannotBeReadIsInTheReport() throws Exception {
        site.write("shop/broken.tf", "resource \"terraform_data\" {");

        CloudOpsException failure = failure();

        assertThat(failure.getKind()).isEqualTo("check");
        assertThat(failure.getMessage()).contains("not formatted: 1 (broken.tf)", "errors in the configuration: ");
        assertThat(report()).contains("<testsuite name=\"validate\"", "broken.tf");
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void anErrorThatOnlyValidationFindsIsInTheReport() throws Exception {
        site.write("shop/wrong.tf", "output \"wrong\" {", "  value = var.nothing", "}");
        step.setTest(false);

        CloudOpsException failure = failure();

        assertThat(failure.getMessage()).startsWith("The check of shop failed: errors in the configuration: 1 (Reference to undeclared input variable");
        assertThat(report()).contains("<failure message=");
        assertThat(report()).doesNotContain("tftest");
    }

    @Test
    public void theFormatAloneNeedsNoInit() throws Exception {
        step.setValidate(false);
        step.setTest(false);

        Map<?, ?> check = check();

        assertThat(check.get("formatted")).isEqualTo(true);
        assertThat(check.containsKey("valid")).isFalse();
        assertThat(site.log().text()).doesNotContain("nitializ");
        assertThat(site.workspace().resolve("shop/.terraform")).doesNotExist();
    }

    @Test
    public void aPlanAfterItInitialisesTheBackend() throws Exception {
        site.write("shop/main.tf", "output \"a\" {", "  value = 1", "}", "", "terraform {", "  backend \"local\" {", "    path = \"there.tfstate\"", "  }", "}");
        step.setTest(false);
        check();

        site.start(planning()).result();

        assertThat(site.workspace().resolve("shop/.terraform/terraform.tfstate")).content().contains("there.tfstate");
    }

    private static TerraformPlanStep planning() {
        TerraformPlanStep plan = new TerraformPlanStep();
        plan.setStack("shop");
        return plan;
    }

    @Test
    public void theReportGoesWhereItIsAskedForAndNotOutOfTheStack() throws Exception {
        step.setTest(false);
        step.setJunit("reports/check.xml");
        assertThat(check().get("junit")).isEqualTo("shop/reports/check.xml");
        assertThat(site.workspace().resolve("shop/reports/check.xml")).exists();

        Files.createSymbolicLink(site.workspace().resolve("shop/link"), site.outside());
        step.setJunit("link/new/check.xml");
        assertThat(failure().getMessage()).startsWith("junit: 'link/new/check.xml' is a directory, or lies behind a link");
        assertThat(site.outside()).isEmptyDirectory();

        step.setJunit("../check.xml");
        assertThatThrownBy(() -> site.start(step)).hasMessageStartingWith("junit: '../check.xml' cannot be the path of a report.");
        step.setJunit("/tmp/check.xml");
        assertThatThrownBy(() -> site.start(step)).isInstanceOf(CloudOpsException.class);
    }

    @Test
    public void settingsWithoutEffectAreRefused() {
        step.setWorkspace("staging");
        assertThatThrownBy(() -> site.start(step)).hasMessage("workspace: a check reads no state, so that this has no effect. Leave it out.");
        step.setWorkspace("");
        step.setBackendConfig(List.of("a.tfbackend"));
        assertThatThrownBy(() -> site.start(step)).hasMessageStartingWith("backendConfig: a check reads no state");
        step.setBackendConfig(null);
        step.setFmt(false);
        step.setValidate(false);
        step.setTest(false);
        assertThatThrownBy(() -> site.start(step)).hasMessageStartingWith("fmt, validate and test are all false");
        step.setTest(true);
        step.setOnFailure("explode");
        assertThatThrownBy(() -> site.start(step)).hasMessageStartingWith("onFailure: ");
    }

    @Test
    public void noSecretIsInTheReport() throws Exception {
        tests("hush-hush-4711");
        step.setEnvironment(Map.of("TF_VAR_password", "hush-hush-4711"));
        site.write("shop/password.tf", "variable \"password\" {", "  sensitive = true", "}");

        failure();

        assertThat(report()).contains("needs_a_name").doesNotContain("hush-hush-4711");
        site.assertNowhere("hush-hush-4711");
    }

    @Test
    public void itComesBackAfterARestart() throws Exception {
        var started = site.restart(site.start(step));

        assertThat(((Map<?, ?>) started.result()).get("passed")).isEqualTo(true);
    }
}
