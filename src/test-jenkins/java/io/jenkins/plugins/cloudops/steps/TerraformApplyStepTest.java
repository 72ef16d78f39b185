package io.jenkins.plugins.cloudops.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.config.TerraformPlanConsumers;
import io.jenkins.plugins.cloudops.harness.HttpState;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;

/** Applies plans in sandboxed pipelines, scripted and Declarative. */
public class TerraformApplyStepTest {

    private static final String SHOP = """
            variable "input" { default = "open" }
            resource "terraform_data" "web" { input = var.input }
            output "state" { value = terraform_data.web.output }
            output "password" {
              value     = join("-", ["hunter2", "of", "the", "shop"])
              sensitive = true
            }
            """;
    /** Makes the state younger than a plan, and leaves what is in it. */
    private static final String YOUNGER =
            "sh '''sed -i 's/\"serial\": [0-9]*,/\"serial\": 50,/' shop/terraform.tfstate'''\n";

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final HttpState state = new HttpState();

    @Rule
    public final TestName test = new TestName();

    @After
    public void leaveTheDefaults() {
        JENKINS.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
        JENKINS.jenkins.setAuthorizationStrategy(hudson.security.AuthorizationStrategy.UNSECURED);
    }

    private WorkflowRun run(Result result, String script) throws Exception {
        WorkflowJob job = Jobs.pipeline(JENKINS, test.getMethodName(), script);
        return JENKINS.assertBuildStatus(result, job.scheduleBuild2(0));
    }

    private WorkflowRun inNode(Result result, String steps) throws Exception {
        return run(result, "node {\n" + Jobs.writeStack("shop", SHOP) + steps + "\n}");
    }

    private static void assertLog(Run<?, ?> build, String... lines) throws Exception {
        String log = JenkinsRule.getLog(build);
        for (String line : lines) {
            assertThat(log, containsString(line));
        }
    }

    private static StoredApply onlyApply(Run<?, ?> build) throws Exception {
        List<StoredApply> applies = ApplyStore.of(build).list();
        assertEquals(1, applies.size());
        return applies.get(0);
    }

    private void assertNothingLeft() throws Exception {
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, test.getMethodName()));
    }

    @Test
    public void appliesWhatThePlanStepReturned() throws Exception {
        WorkflowRun build = inNode(Result.SUCCESS, """
                def plan = terraformPlan stack: 'shop'
                def apply = terraformApply plan: plan
                echo "${apply.outcome}: ${apply.created} created, ${apply.failed} failed, ${apply.resources[0].address} ${apply.resources[0].outcome}"
                echo "outputs ${apply.outputs}, kept back ${apply.sensitiveOutputs}, of the plan ${apply.digest == plan.digest}"
                """);

        assertLog(build, "1/1 terraform_data.web: created in ", "Applied: 1 created, 0 updated, 0 deleted",
                "applied: 1 created, 0 failed, terraform_data.web applied",
                "outputs [state:open], kept back [password], of the plan true");
        assertEquals(StoredApply.Outcome.APPLIED, onlyApply(build).result().outcome());
        assertNothingLeft();
    }

    @Test
    public void aSensitiveOutputIsNowhereInTheBuild() throws Exception {
        WorkflowRun build = inNode(Result.SUCCESS, """
                def plan = terraformPlan stack: 'shop'
                echo "${terraformApply(plan: plan)}"
                echo "${terraformApply(stack: 'shop', autoApprove: true, vars: [input: 'closed'])}"
                """);

        try (Stream<Path> files = Files.walk(build.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1),
                        not(containsString("hunter2-of-the-shop")));
            }
        }
    }

    @Test
    public void declarativeNamesThePlanAndNeedsNoScriptBlock() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                pipeline {
                  agent any
                  stages {
                    stage('plan') {
                      steps {
                        writeFile file: 'shop/main.tf', text: '''%s'''
                        terraformPlan stack: 'shop', name: 'the shop', vars: [input: 'first']
                        terraformPlan stack: 'shop', name: 'the shop', vars: [input: 'second']
                      }
                    }
                    stage('apply') {
                      steps {
                        terraformApply plan: 'the shop'
                      }
                    }
                  }
                }
                """.formatted(SHOP));

        assertLog(build, "Applying the plan the shop", "Applied: 1 created");
        assertThat("the newest", onlyApply(build).outputs(), containsString("second"));
        assertNothingLeft();
    }

    @Test
    public void withoutAPlanItHasToBeSaidThatNobodyReviewsIt() throws Exception {
        WorkflowRun build = inNode(Result.SUCCESS, """
                try { terraformApply stack: 'shop'; error 'applied' } catch (e) { echo "refused: ${e.kind}, ${e.message}" }
                echo "then ${terraformApply(stack: 'shop', autoApprove: true).created}"
                echo "again ${terraformApply(stack: 'shop', autoApprove: true).outcome}"
                """);

        assertLog(build, "refused: configuration, Nothing is applied that nobody has seen", "then 1", "again nothing");
    }

    @Test
    public void aStalePlanFailsWithBothSerials() throws Exception {
        WorkflowRun build = inNode(Result.FAILURE, """
                def old = terraformPlan stack: 'shop', vars: [input: 'old']
                terraformApply stack: 'shop', autoApprove: true
                terraformApply plan: old
                """);

        assertThat(JenkinsRule.getLog(build).replaceAll("serial [1-9]\\d*", "serial N"),
                containsString("nothing was applied: the state has serial N, planned with 0. "));
        List<StoredApply> applies = ApplyStore.of(build).list();
        assertEquals("stale", applies.get(1).result().kind());
        assertEquals(StoredApply.Outcome.FAILED, applies.get(1).result().outcome());
        String written = Files.readString(Jobs.workspace(JENKINS, test.getMethodName()).resolve("shop/terraform.tfstate"));
        assertThat(written, containsString("\"open\""));
        assertThat(written, not(containsString("\"old\"")));
    }

    @Test
    public void aStalePlanIsAppliedIfPlanningAgainComesToTheSameChanges() throws Exception {
        WorkflowRun build = inNode(Result.SUCCESS, """
                terraformApply stack: 'shop', autoApprove: true
                def plan = terraformPlan stack: 'shop', vars: [input: 'closed']
                """ + YOUNGER + """
                try { terraformApply plan: plan; error 'applied' } catch (e) { echo "without: ${e.kind}" }
                echo "with: ${terraformApply(plan: plan, onStale: 'replan').updated} updated"
                """);

        assertLog(build, "without: stale", "The plan of shop is stale: the state has serial 50, planned with ",
                "The changes are the same as those reviewed", "with: 1 updated");
        assertNothingLeft();
    }

    @Test
    public void aStalePlanIsNotAppliedIfPlanningAgainComesToOtherChanges() throws Exception {
        WorkflowRun build = inNode(Result.FAILURE, """
                def plan = terraformPlan stack: 'shop', vars: [input: 'closed']
                terraformApply stack: 'shop', autoApprove: true
                terraformApply plan: plan, onStale: 'replan'
                """);

        assertLog(build, "Planned again, shop comes to other changes than those reviewed, and nothing was applied: terraform_data.web");
        assertThat(Files.readString(Jobs.workspace(JENKINS, test.getMethodName()).resolve("shop/terraform.tfstate")),
                not(containsString("closed")));
    }

    @Test
    public void aPlanIsNotAppliedTwice() throws Exception {
        WorkflowRun build = inNode(Result.FAILURE, """
                def plan = terraformPlan stack: 'shop'
                terraformApply plan: plan
                terraformApply plan: plan
                """);

        assertLog(build, "The plan shop was applied already, in " + test.getMethodName() + " #1");
        assertThat(JenkinsRule.getLog(build), not(containsString("\tat ")));
    }

    @Test
    public void aFailureHasAKindAndItsDiagnosticOnce() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "node {\n" + Jobs.writeStack("shop", """
                resource "terraform_data" "web" {
                  provisioner "local-exec" {
                    command = "exit 3"
                  }
                }
                resource "terraform_data" "after" { depends_on = [terraform_data.web] }
                """) + "try { terraformApply stack: 'shop', autoApprove: true } catch (e) { echo \"kind ${e.kind}\" }\n}");

        assertLog(build, "kind provider", "1/2 terraform_data.web: failed", "1 failed, 1 not reached");
        assertEquals("the diagnostic once", 1,
                JenkinsRule.getLog(build).lines().filter("Error: local-exec provisioner error"::equals).count());
        assertNothingLeft();
    }

    @Test
    public void whoApprovedWhichPlanIsRecorded() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(jenkins.model.Jenkins.ADMINISTER).everywhere().to("admin", "alice"));
        WorkflowJob job = Jobs.pipeline(JENKINS, test.getMethodName(), "def plan\nnode {\n" + Jobs.writeStack("shop", SHOP)
                + "plan = terraformPlan stack: 'shop'\n}\ninput id: 'Review', message: 'Apply it?'\n"
                + "node { echo \"approved by ${terraformApply(plan: plan).approvedBy}\" }");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Apply it?", build);
        try (JenkinsRule.WebClient client = JENKINS.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            client.login("alice");
            client.getPage(client.addCrumb(new WebRequest(
                    new URL(client.getContextPath() + build.getUrl() + "input/Review/proceedEmpty"), HttpMethod.POST)));
        }
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));

        assertLog(build, "approved by [alice]");
        StoredApply apply = onlyApply(build);
        assertEquals(1, apply.approvals().size());
        assertEquals("alice", apply.approvals().get(0).user());
        assertEquals(apply.plan().digest(), apply.approvals().get(0).digest());
        assertTrue("a time", apply.approvals().get(0).time() >= build.getStartTimeInMillis());
    }

    @Test
    public void anApprovalOfSomethingElseIsNotTakenForThis() throws Exception {
        WorkflowJob job = Jobs.pipeline(JENKINS, test.getMethodName(), "input id: 'Earlier', message: 'Begin?'\nnode {\n"
                + Jobs.writeStack("shop", SHOP) + "def plan = terraformPlan stack: 'shop'\n"
                + "echo \"approved by ${terraformApply(plan: plan).approvedBy}\" }");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Begin?", build);
        Jobs.post(JENKINS, build, "input/Earlier/proceedEmpty");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));

        assertLog(build, "approved by []");
    }

    @Test
    public void thePlanOfAnotherBuildIsAppliedInTheSameFolderOrByPermission() throws Exception {
        String stack = Jobs.writeStack("shop", state.backend(test.getMethodName()) + SHOP);
        MockFolder team = JENKINS.createFolder("team");
        MockFolder other = JENKINS.createFolder("other");
        WorkflowJob source = team.createProject(WorkflowJob.class, "plan");
        source.setDefinition(new CpsFlowDefinition("node {\n" + stack + "terraformPlan stack: 'shop', name: 'shop'\n}", true));
        JENKINS.buildAndAssertSuccess(source);
        WorkflowJob beside = team.createProject(WorkflowJob.class, "apply");
        beside.setDefinition(new CpsFlowDefinition("node {\n" + stack + "terraformApply plan: 'shop', from: 'plan#1'\n}", true));
        WorkflowJob outside = other.createProject(WorkflowJob.class, "apply");
        outside.setDefinition(new CpsFlowDefinition("node {\n" + stack + "terraformApply plan: 'shop', from: '/team/plan#1'\n}", true));

        WorkflowRun refused = JENKINS.assertBuildStatus(Result.FAILURE, outside.scheduleBuild2(0));
        assertLog(refused, "other/apply may not apply plans of team/plan");
        assertEquals("", state.state(test.getMethodName()));

        source.addProperty(new TerraformPlanConsumers("other/apply"));
        assertLog(JENKINS.buildAndAssertSuccess(outside), "Applied: 1 created");
        assertLog(JENKINS.assertBuildStatus(Result.FAILURE, beside.scheduleBuild2(0)), "The plan of shop was applied");

        JENKINS.buildAndAssertSuccess(source);
        beside.setDefinition(new CpsFlowDefinition("node {\n" + stack + "terraformApply plan: 'shop', from: 'plan#2'\n}", true));
        assertLog(JENKINS.buildAndAssertSuccess(beside), "There is nothing to apply");
        assertEquals(List.of(), List.copyOf(state.locked()));
    }
}
