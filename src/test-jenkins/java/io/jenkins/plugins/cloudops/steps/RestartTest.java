package io.jenkins.plugins.cloudops.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.SlowApply;
import io.jenkins.plugins.cloudops.harness.SlowState;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** What is kept over an orderly restart of the controller. */
public class RestartTest {

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final SlowState slow = new SlowState();

    @Rule
    public final SlowApply slowApply = new SlowApply();

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    public void theResultCanBeReadAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = Jobs.pipeline(jenkins, "job", "node {\n"
                    + Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" { input = 1 }") + """
                    def plan = terraformPlan stack: 'shop'
                    waitUntil(initialRecurrencePeriod: 100) { fileExists 'go' }
                    echo "create=${plan.create}, omitted=${plan.resourcesOmitted}, ${plan.keySet().size()} keys, ${plan.summary}"
                    for (resource in plan.resources) { echo "it would ${resource.action} ${resource.address}" }
                    }
                    """).scheduleBuild2(0).waitForStart();
            // Not before: in the middle of its condition, waitUntil waits for ever after a restart.
            jenkins.waitForMessage("Will try again after", build);
        });
        sessions.then(jenkins -> {
            Files.createFile(Jobs.workspace(jenkins, "job").resolve("go"));
            WorkflowRun build = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins)));
            jenkins.assertLogContains("create=1, omitted=0, 25 keys", build);
            jenkins.assertLogContains("it would create terraform_data.web", build);
            Runs.assertNothingLeft(jenkins.jenkins.getRootDir(), Jobs.workspace(jenkins, "job"));
        });
        sessions.then(jenkins -> {
            try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
                assertThat(client.getPage(build(jenkins), "cloudops-plans").asNormalizedText(),
                        containsString("Plan: 1 to create, 0 to update, 0 to replace, 0 to delete"));
            }
        });
    }

    @Test
    public void aPlanGoesOnOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            Jobs.pipeline(jenkins, "job", "node {\n" + Jobs.writeStack("shop", slow.stack())
                    + "terraformPlan stack: 'shop'\n}").scheduleBuild2(0).waitForStart();
            slow.awaitReads(1);
        });
        slow.answer();
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins)));
            List<String> log = build.getLog(1_000);
            for (String line : List.of("Planning shop", "Terraform has been successfully initialized!", "Using terraform",
                    "Plan: 1 to create")) {
                assertEquals(line + " in " + log, 1, log.stream().filter(text -> text.contains(line)).count());
            }
            assertEquals("launched once", 1, slow.reads(""));
            Runs.assertNothingLeft(jenkins.jenkins.getRootDir(), Jobs.workspace(jenkins, "job"));
        });
    }

    @Test
    public void anApplyGoesOnOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            Jobs.pipeline(jenkins, "job", "node {\n" + Jobs.writeStack("shop", slowApply.stack("shop"))
                    + "def apply = terraformApply plan: terraformPlan(stack: 'shop')\necho \"it has created ${apply.created}\"\n}")
                    .scheduleBuild2(0).waitForStart();
            slowApply.awaitBegun("shop");
        });
        slowApply.goOn();
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins)));
            List<String> log = build.getLog(1_000);
            for (String line : List.of("Applying the plan shop", "terraform_data.first: created", "Applied: 2 created",
                    "it has created 2")) {
                assertEquals(line + " in " + log, 1, log.stream().filter(text -> text.contains(line)).count());
            }
            assertEquals("applied once", SlowApply.ONCE, slowApply.done("shop"));
            Runs.assertNothingLeft(jenkins.jenkins.getRootDir(), Jobs.workspace(jenkins, "job"));
        });
    }

    @Test
    public void theSettingsOfABuilderAreReadBack() throws Throwable {
        Map<String, Object> vars = new HashMap<>();
        vars.put("list", new ArrayList<>(List.of("a", "b")));
        vars.put("map", new HashMap<>(Map.of("inner", new HashMap<>(Map.of("deep", "x")))));
        vars.put("text", "y");
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createProject(FreeStyleProject.class, "job");
            TerraformPlanBuilder builder = new TerraformPlanBuilder();
            builder.setStack("shop");
            builder.setVars(vars);
            builder.setBackendConfig(new HashMap<>(Map.of("path", "x")));
            builder.setTargets(List.of("terraform_data.web"));
            builder.setEnvironment(Map.of("TF_LOG", "INFO"));
            job.getBuildersList().add(builder);
            job.save();
        });
        sessions.then(jenkins -> {
            TerraformPlanBuilder builder = jenkins.jenkins.getItemByFullName("job", FreeStyleProject.class)
                    .getBuildersList().get(TerraformPlanBuilder.class);
            assertEquals("shop", builder.getStack());
            assertEquals(vars, builder.getVars());
            assertEquals(Map.of("path", "x"), builder.getBackendConfig());
            assertEquals(List.of("terraform_data.web"), builder.getTargets());
            assertEquals(Map.of("TF_LOG", "INFO"), builder.getEnvironment());
        });
    }
}
