package io.jenkins.plugins.cloudops.builders;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The example as people take it: its XML makes a job that plans and applies, and whose form keeps what it has. */
public class FreestyleExampleTest {

    private static final Path EXAMPLE = Path.of("examples/freestyle");

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    private FreeStyleProject job(String name) throws Exception {
        FreeStyleProject job;
        try (InputStream xml = Files.newInputStream(EXAMPLE.resolve("config.xml"))) {
            job = (FreeStyleProject) JENKINS.jenkins.createProjectFromXML(name, xml);
        }
        // Stands for its source code management.
        Path stack = Jobs.workspace(JENKINS, name).resolve("shop");
        Files.createDirectories(stack);
        Files.copy(EXAMPLE.resolve("shop/main.tf"), stack.resolve("main.tf"));
        return job;
    }

    private static FreeStyleBuild build(FreeStyleProject job, String release) throws Exception {
        return job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("RELEASE", release))).get();
    }

    @Test
    public void theJobOfTheXmlPlansAndApplies() throws Exception {
        FreeStyleProject job = job("applies");

        FreeStyleBuild first = JENKINS.assertBuildStatusSuccess(build(job, "1.0.0"));
        JENKINS.assertLogContains("Format: all files are formatted", first);
        JENKINS.assertLogContains("Gates: passed (limits: [delete: 0])", first);
        JENKINS.assertLogContains("Applied: 1 created, 0 updated, 0 deleted", first);
        assertTrue(Files.readString(Jobs.workspace(JENKINS, "applies").resolve("shop/terraform.tfstate")).contains("https://shop.example/1.0.0"));

        FreeStyleBuild second = JENKINS.assertBuildStatusSuccess(build(job, "1.1.0"));
        JENKINS.assertLogContains("~ input = \"1.0.0\" -> \"1.1.0\"", second);
        JENKINS.assertLogContains("Applied: 0 created, 1 updated, 0 deleted", second);
    }

    @Test
    public void aPlanThatDeletesIsHeldBack() throws Exception {
        FreeStyleProject job = job("gated");
        JENKINS.assertBuildStatusSuccess(build(job, "1.0.0"));
        Path stack = Jobs.workspace(JENKINS, "gated").resolve("shop");
        Files.writeString(stack.resolve("main.tf"), "variable \"release\" {\n  type = string\n}\n");

        FreeStyleBuild build = JENKINS.assertBuildStatus(Result.FAILURE, build(job, "1.0.0"));

        JENKINS.assertLogContains("breaks gates", build);
        JENKINS.assertLogNotContains("Applying", build);
        assertTrue(Files.readString(stack.resolve("terraform.tfstate")).contains("terraform_data"));
    }

    @Test
    public void theFormKeepsTheJobOfTheXml() throws Exception {
        FreeStyleProject job = job("form");
        JENKINS.configRoundtrip(job);

        TerraformCheckBuilder check = job.getBuildersList().get(TerraformCheckBuilder.class);
        assertTrue(check.isFmt() && check.isValidate());
        assertFalse(check.isTest());
        TerraformPlanBuilder plan = job.getBuildersList().get(TerraformPlanBuilder.class);
        assertEquals("shop shop {release=${RELEASE}} {delete=0}",
                plan.getStack() + " " + plan.getName() + " " + plan.getVars() + " " + plan.getLimits());
        assertEquals(Map.of(), plan.getEnvironment());
        assertEquals("shop", job.getBuildersList().get(TerraformApplyBuilder.class).getPlan());
    }
}
