package io.jenkins.plugins.cloudops.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.SlowState;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** Kills a controller with SIGKILL in the middle of three plans and starts it again. */
public class ControllerKilledTest {

    @ClassRule(order = 1)
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule(order = 2)
    public static final SlowState SLOW = new SlowState();

    @ClassRule(order = 3)
    public static final RealJenkinsRule JENKINS = new RealJenkinsRule();

    @BeforeClass
    public static void killTheController() throws Throwable {
        JENKINS.startJenkins();
        JENKINS.runRemotely(ControllerKilledTest::startBuilds,
                SLOW.stack("durable"), SLOW.stack("hasty"), SLOW.stack("freestyle"));
        SLOW.awaitReads(3);
        JENKINS.stopJenkinsForcibly();
        JENKINS.startJenkins();
        SLOW.answer();
    }

    private static void startBuilds(JenkinsRule jenkins, String durable, String hasty, String freestyle) throws Throwable {
        jenkins.jenkins.setNumExecutors(4);
        pipeline(jenkins, "durable", durable).scheduleBuild2(0).waitForStart();
        WorkflowJob job = pipeline(jenkins, "hasty", hasty);
        job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
        job.scheduleBuild2(0).waitForStart();
        Jobs.freestyle(jenkins, "freestyle", freestyle).scheduleBuild2(0).waitForStart();
    }

    private static WorkflowJob pipeline(JenkinsRule jenkins, String name, String configuration) throws Throwable {
        return Jobs.pipeline(jenkins, name, "node {\n" + Jobs.writeStack("shop", configuration)
                + "def plan = terraformPlan stack: 'shop'\necho \"it creates ${plan.create}\"\n}");
    }

    @Test
    public void aDurableBuildEndsAsIfNothingHadHappened() throws Throwable {
        JENKINS.runRemotely(ControllerKilledTest::assertDurable);
        assertEquals("launched once", 1, SLOW.reads("durable"));
    }

    private static void assertDurable(JenkinsRule jenkins) throws Throwable {
        Run<?, ?> build = jenkins.jenkins.getItemByFullName("durable", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        List<String> log = build.getLog(1_000);
        for (String line : List.of("Planning shop", "Terraform has been successfully initialized!",
                "Using terraform", "  + terraform_data.shop  (create)",
                "Plan: 1 to create, 0 to update, 0 to replace, 0 to delete", "it creates 1")) {
            assertEquals(line + " in " + log, 1, log.stream().filter(text -> text.contains(line)).count());
        }
        Runs.assertNothingLeft(jenkins.jenkins.getRootDir(), Jobs.workspace(jenkins, "durable"));
    }

    @Test
    public void theRunOfABuildThatIsLostWithItsControllerIsFollowedToItsEnd() throws Throwable {
        JENKINS.runRemotely(ControllerKilledTest::assertHasty);
        assertEquals("launched once", 1, SLOW.reads("hasty"));
    }

    private static void assertHasty(JenkinsRule jenkins) throws Throwable {
        Run<?, ?> build = jenkins.jenkins.getItemByFullName("hasty", WorkflowJob.class).getBuildByNumber(1);
        jenkins.waitForCompletion(build);
        assertFalse("a hasty build does not survive", build.getResult() == Result.SUCCESS);
        assertFollowed(jenkins, build, "hasty");
    }

    @Test
    public void theRunOfAFreestyleBuildIsFollowedToItsEnd() throws Throwable {
        JENKINS.runRemotely(ControllerKilledTest::assertFreestyle);
        assertEquals("launched once", 1, SLOW.reads("freestyle"));
    }

    private static void assertFreestyle(JenkinsRule jenkins) throws Throwable {
        Run<?, ?> build = jenkins.jenkins.getItemByFullName("freestyle", FreeStyleProject.class).getBuildByNumber(1);
        assertFalse("the build is dead", build.isBuilding());
        assertFollowed(jenkins, build, "freestyle");
    }

    private static void assertFollowed(JenkinsRule jenkins, Run<?, ?> build, String name) throws Throwable {
        Runs.assertNothingLeft(jenkins.jenkins.getRootDir(), Jobs.workspace(jenkins, name));
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertThat(client.getPage(build, "cloudops-plans").asNormalizedText(),
                    containsString("Plan: 1 to create, 0 to update, 0 to replace, 0 to delete"));
        }
    }
}
