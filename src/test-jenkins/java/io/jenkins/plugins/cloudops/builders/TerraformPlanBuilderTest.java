package io.jenkins.plugins.cloudops.builders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Plans in freestyle builds. */
public class TerraformPlanBuilderTest {

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final TestName test = new TestName();

    private FreeStyleProject job(String configuration) throws Exception {
        return Jobs.freestyle(JENKINS, test.getMethodName(), configuration);
    }

    private void assertNothingLeft() throws Exception {
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, test.getMethodName()));
    }

    @Test
    public void plansLikeTheStep() throws Exception {
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(job("resource \"terraform_data\" \"web\" { input = 1 }"));
        JENKINS.assertLogContains("+ terraform_data.web", build);
        JENKINS.assertLogContains("Plan: 1 to create, 0 to update, 0 to replace, 0 to delete", build);
        assertNothingLeft();
    }

    @Test
    public void fillsInTheParametersOfTheBuild() throws Exception {
        FreeStyleProject job = job("""
                variable "size" {}
                variable "own" {}
                resource "terraform_data" "web" { input = "${var.size} ${var.own}" }
                """);
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("SIZE"), new StringParameterDefinition("DIRECTORY")));
        TerraformPlanBuilder plan = job.getBuildersList().get(TerraformPlanBuilder.class);
        plan.setStack("$DIRECTORY");
        plan.setName("the ${DIRECTORY}");
        plan.setVars(Map.of("size", "${SIZE} pieces"));
        plan.setEnvironment(Map.of("TF_VAR_own", "of $SIZE"));
        FreeStyleBuild build = JENKINS.assertBuildStatusSuccess(job.scheduleBuild2(0, new ParametersAction(
                new StringParameterValue("SIZE", "7"), new StringParameterValue("DIRECTORY", "shop"))));
        JENKINS.assertLogContains("Planning the shop (shop)", build);
        JENKINS.assertLogContains("+ input = \"7 pieces of 7\"", build);
        assertNothingLeft();
    }

    @Test
    public void failsWithOneSentence() throws Exception {
        FreeStyleProject job = job("locals {}");
        job.getBuildersList().get(TerraformPlanBuilder.class).setVarFiles(List.of("missing.tfvars"));
        FreeStyleBuild build = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        JENKINS.assertLogContains("ERROR: varFiles: there is no file 'missing.tfvars'", build);
        assertThat(JenkinsRule.getLog(build), not(containsString("\tat ")));
        assertNothingLeft();
    }

    @Test
    public void refusesABadSettingBeforeAnythingRuns() throws Exception {
        FreeStyleProject job = job("locals {}");
        job.getBuildersList().get(TerraformPlanBuilder.class).setLockTimeout("soon");
        FreeStyleBuild build = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        JENKINS.assertLogContains("ERROR: lockTimeout: 'soon' is no duration.", build);
        assertThat(JenkinsRule.getLog(build), not(containsString("\tat ")));
    }
}
