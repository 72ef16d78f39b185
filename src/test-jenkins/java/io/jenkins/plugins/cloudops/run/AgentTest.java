package io.jenkins.plugins.cloudops.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.Slave;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.SlowState;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;

/** Plans on agents that are processes of their own, and that go away. */
public class AgentTest {

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

    @Rule
    public final SlowState slow = new SlowState();

    @Rule
    public final TestName test = new TestName();

    @After
    public void leaveTheDefaults() {
        CloudOpsConfiguration.get().setAgentTimeout(null);
    }

    private Slave agent(String name) throws Exception {
        return agents.createAgent(JENKINS, InboundAgentRule.Options.newBuilder().name(name).build());
    }

    private Path workspace(Slave agent) {
        return Path.of(agent.getRemoteFS(), "workspace", test.getMethodName());
    }

    private WorkflowRun start(String script) throws Exception {
        WorkflowRun build = Jobs.pipeline(JENKINS, test.getMethodName(), script).scheduleBuild2(0).waitForStart();
        slow.awaitReads(1);
        return build;
    }

    private void assertNothingLeft(Slave agent) throws Exception {
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), workspace(agent));
    }

    @Test
    public void plansOnAnAgent() throws Exception {
        Slave agent = agent("pipeline");
        slow.answer();
        WorkflowRun build = start("node('pipeline') {\n" + Jobs.writeStack("shop", slow.stack())
                + "def plan = terraformPlan stack: 'shop'\necho \"it creates ${plan.create}\"\n}");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("it creates 1", build);
        assertNothingLeft(agent);
    }

    @Test
    public void plansInAFreestyleBuildOnAnAgent() throws Exception {
        Slave agent = agent("freestyle");
        slow.answer();
        FreeStyleProject job = Jobs.freestyle(JENKINS, test.getMethodName(), slow.stack());
        job.setAssignedNode(agent);
        JENKINS.assertLogContains("Plan: 1 to create", JENKINS.buildAndAssertSuccess(job));
        assertNothingLeft(agent);
    }

    @Test
    public void goesOnWhenTheAgentComesBack() throws Exception {
        Slave agent = agent("returning");
        WorkflowRun build = start("node('returning') {\n" + Jobs.writeStack("shop", slow.stack())
                + "def plan = terraformPlan stack: 'shop'\necho \"it creates ${plan.create}\"\n}");
        agents.stop(JENKINS, "returning");
        JENKINS.waitForMessage("returning cannot be reached", build);
        slow.answer();
        agents.start(JENKINS, "returning");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("returning is back", build);
        JENKINS.assertLogContains("it creates 1", build);
        assertEquals("launched once", 1, slow.reads(""));
        assertNothingLeft(agent);
    }

    @Test
    public void aFreestyleBuildEndsWithItsAgentButItsRunIsFollowed() throws Exception {
        Slave agent = agent("leaving");
        FreeStyleProject job = Jobs.freestyle(JENKINS, test.getMethodName(), slow.stack());
        job.setAssignedNode(agent);
        Run<?, ?> build = job.scheduleBuild2(0).waitForStart();
        slow.awaitReads(1);
        agents.stop(JENKINS, "leaving");
        slow.answer();
        agents.start(JENKINS, "leaving");
        JENKINS.waitForCompletion(build);
        assertNothingLeft(agent);
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            assertThat(client.getPage(build, "cloudops-plans").asNormalizedText(), containsString("Plan: 1 to create"));
        }
    }

    @Test
    public void isTriedAgainElsewhereWhenTheAgentStaysAway() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("2s");
        Slave agent = agent("lost");
        WorkflowRun build = start("""
                retry(count: 2, conditions: [agent()]) {
                  node('lost') {
                    echo "in ${pwd()}"
                    %s
                    terraformPlan stack: 'shop'
                  }
                }
                """.formatted(Jobs.writeStack("shop", slow.stack())));
        agents.stop(JENKINS, "lost");
        JENKINS.waitForMessage("The plan of shop: lost has not been reachable", build);
        JENKINS.waitForMessage("Retrying", build);
        agents.start(JENKINS, "lost");
        slow.awaitReads(2);
        JENKINS.assertLogContains("in " + workspace(agent) + "@2", build);
        slow.answer();
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        assertNothingLeft(agent);
    }

    @Test
    public void failsWhenTheAgentStaysAwayAndNobodyTriesAgain() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("2s");
        Slave agent = agent("gone");
        WorkflowRun build = start("node('gone') {\n" + Jobs.writeStack("shop", slow.stack())
                + "terraformPlan stack: 'shop'\n}");
        agents.stop(JENKINS, "gone");
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("The plan of shop: gone has not been reachable", build);
        JENKINS.assertLogContains("its end is followed when the agent returns", build);
        JENKINS.assertLogNotContains("\tat ", build);
        slow.answer();
        agents.start(JENKINS, "gone");
        assertNothingLeft(agent);
    }
}
